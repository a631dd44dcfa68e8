import { Definition } from "@/components/ui/definition";
import { t } from "@/lib/messages/forecast-detail";

/** What a measure of error means, beside its head. */
export const errorHint = (key: "wape" | "bias" | "young" | "skill" | "crps") => (
  <Definition term={t(`backTest.${key}`)}>{t(`backTest.${key}.means`)}</Definition>
);
