import { queryOptions } from "@tanstack/react-query";
import { asking } from "@/lib/ask";
import type { notificationQuestions } from "../questions";
import type { SendingFigures } from "./figures";

const LIVE_MS = 2_000;
/** Of a batch that is held too: whoever lets it go on may sit elsewhere, and the page is to move again. */
const movingStates = ["releasing", "approved", "sending", "paused"];

const ask = asking<typeof notificationQuestions>("notifications");

/** A batch's figures: asked for again while something of it may move. */
export const sendingQuery = (issuerId: number, initialData: SendingFigures) =>
  queryOptions({
    queryKey: ["sending", issuerId, initialData.batchId],
    queryFn: ({ signal }) => ask("sending", { batchId: initialData.batchId }, signal),
    initialData,
    staleTime: 0,
    refetchOnMount: false,
    retry: false,
    refetchInterval: (query) => (movingStates.includes(query.state.data?.state ?? "") ? LIVE_MS : false),
  });
