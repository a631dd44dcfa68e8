import Link from "next/link";
import { formatDate, formatMoney, type Locale } from "@/lib/format";
import { recipientText } from "@/lib/messages/recipient";
import type { RecipientKey } from "@/lib/messages/recipient-en";
import type { Statement, StatementCard } from "@/lib/notifications/statement";
import { cardTitle, dayWords } from "@/lib/notifications/templates/values";
import classes from "./public.module.css";

type Props = { statement: Statement; language: Locale; stop: string };

/** Balance, what ends when, and what was used for what. */
export function StatementView({ statement, language, stop }: Props) {
  const { issuer, asOf, totals, cards } = statement;
  const say = (key: RecipientKey, values: Record<string, string> = {}) => recipientText(language, key, values);
  return (
    <>
      <h1 className={classes.title}>{say("statement.title", { issuer })}</h1>
      <p className={classes.quiet}>{say("statement.asOf", { day: formatDate(asOf, language) })}</p>
      {cards.length === 0 ? <p className={classes.text}>{say("statement.empty")}</p> : null}
      {totals.map(({ currency, amount }) => (
        <p key={currency} className={classes.total}>
          <span className={classes.totalLabel}>{say("statement.total")}</span>
          {formatMoney(amount, currency, language)}
        </p>
      ))}
      <ul className={classes.cards}>
        {cards.map((card, index) => (
          <li key={`${index} ${card.lastFour}`} className={classes.card}>
            <CardPart card={card} asOf={asOf} language={language} />
          </li>
        ))}
      </ul>
      <p className={classes.quiet}>
        <Link href={`${stop}?lang=${language}`} prefetch={false}>
          {say("statement.stop")}
        </Link>
      </p>
    </>
  );
}

function CardPart({ card, asOf, language }: { card: StatementCard; asOf: string; language: Locale }) {
  const { balance, currency, lastDay, lines } = card;
  const say = (key: RecipientKey, values: Record<string, string> = {}) => recipientText(language, key, values);
  const isOver = lastDay !== null && lastDay < asOf;
  const day = isOver ? say("statement.expired", { day: formatDate(lastDay, language) }) : dayWords(card, language);
  return (
    <>
      <h2 className={classes.cardTitle}>{cardTitle(card, language)}</h2>
      <p className={classes.balance}>{formatMoney(balance, currency, language)}</p>
      <p className={classes.text}>{day ?? say("card.openEnd")}</p>
      {lines.length === 0 ? (
        <p className={classes.quiet}>{say("statement.noHistory")}</p>
      ) : (
        <table className={classes.lines}>
          <caption className="visually-hidden">{say("statement.history")}</caption>
          <thead>
            <tr>
              <th scope="col">{say("statement.column.day")}</th>
              <th scope="col">{say("statement.column.what")}</th>
              <th scope="col" className={classes.amount}>
                {say("statement.column.amount")}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, index) => (
              <tr key={`${index} ${line.on}`}>
                <td>{formatDate(line.on, language)}</td>
                <td>
                  {line.merchant === null
                    ? say(eventKey(line.kind))
                    : say("statement.atMerchant", { kind: say(eventKey(line.kind)), merchant: line.merchant })}
                </td>
                <td className={classes.amount}>{formatMoney(line.amount, currency, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function eventKey(kind: StatementCard["lines"][number]["kind"]): RecipientKey {
  if (kind === "opened" || kind === "resent" || kind === "enquiry") return "event.other";
  return `event.${kind}`;
}
