import { cardQuestions } from "@/lib/cards/questions";
import { NotFound } from "@/lib/errors";
import { otherThan, problemResponse } from "@/lib/http";
import { ingestQuestions } from "@/lib/ingest/questions";
import { jobQuestions } from "@/lib/jobs/questions";
import { notificationQuestions } from "@/lib/notifications/questions";
import type { Question } from "@/lib/question";
import { viewQuestions } from "@/lib/views/questions";

type Questions = Readonly<Record<string, Question<never, unknown>>>;

const domains: Readonly<Record<string, Questions>> = {
  cards: cardQuestions,
  ingest: ingestQuestions,
  jobs: jobQuestions,
  notifications: notificationQuestions,
  views: viewQuestions,
};

const own = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** What our own pages ask while they are open (`lib/question.ts`). It changes with them and is no part of the API. */
export async function POST(request: Request, context: { params: Promise<{ domain: string; question: string }> }) {
  const { domain, question } = await context.params;
  const found = own(own(domains, domain) ?? {}, question);
  return found ? found(request) : problemResponse(new NotFound("This address"));
}

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
