import { Body, Button, Container, Head, Html, Link, Section, Text } from "@react-email/components";
import { Fragment } from "react";
import type { Locale } from "@/lib/format";
import { recipientText } from "@/lib/messages/recipient";
import type { FooterText } from "./footer";
import { schemeCss, style } from "./mail-style";
import type { Block, Part } from "./parse";
import { slot } from "./slot";

type Props = {
  readonly subject: string;
  readonly sender: string;
  readonly blocks: readonly Block[];
  readonly footer: FooterText;
  readonly language: Locale;
};

/**
 * The one layout of our mail: one column of real text that reads in order without any style. Tables only carry the
 * layout and say so (`role="presentation"`); the cards are a list. No picture, so that nothing is fetched when it is read.
 */
export function Mail({ subject, sender, blocks, footer, language }: Props) {
  return (
    <Html lang={language} dir="ltr">
      <Head>
        <title>{subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{schemeCss}</style>
      </Head>
      <Body className="ground" style={style.ground}>
        <Container className="sheet" style={style.sheet}>
          <Text className="quiet" style={style.sender}>
            {sender}
          </Text>
          {blocks.map((block, index) => (
            <BlockView key={index} block={block} language={language} />
          ))}
          <Section className="card" style={style.footer}>
            {footer.lines.map((line) => (
              <Text key={line} className="quiet" style={style.small}>
                {line}
              </Text>
            ))}
            {footer.stop && (
              <Text className="quiet" style={style.small}>
                <Link className="quiet" href={slot("unsubscribe-link")} style={style.link}>
                  {footer.stop}
                </Link>
              </Text>
            )}
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

function BlockView({ block, language }: { block: Block; language: Locale }) {
  if (block.kind === "cards") {
    return (
      // biome-ignore lint/a11y/useSemanticElements: mail programmes indent and mark a real list each in its own way
      <div role="list" aria-label={recipientText(language, "list.label")} style={style.list}>
        {slot("cards")}
      </div>
    );
  }
  if (block.kind === "button") {
    return (
      <Text style={style.text}>
        <Button href={slot("statement-link")} style={style.button}>
          {recipientText(language, "button.statement")}
        </Button>
      </Text>
    );
  }
  return (
    <Text className="ink" style={style.text}>
      {block.lines.map((parts, index) => (
        <Fragment key={index}>
          {index > 0 && <br />}
          {pieces(parts, language)}
        </Fragment>
      ))}
    </Text>
  );
}

function pieces(parts: readonly Part[], language: Locale) {
  return parts.map((part, index) => {
    if (typeof part === "string") return part;
    if (part.variable !== "statement-link") return slot(part.variable);
    return (
      <Link key={index} className="ink" href={slot("statement-link")} style={style.inkLink}>
        {recipientText(language, "button.statement")}
      </Link>
    );
  });
}

/** One card of the list, made once with its places empty. */
export function CardRow({ dated }: { dated: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the list
    <div role="listitem" className="card" style={style.card}>
      <p className="ink" style={style.title}>
        {slot("title")}
      </p>
      <p className="ink" style={style.amount}>
        {slot("amount")}
      </p>
      {dated && (
        <p className="ink" style={style.detail}>
          {slot("detail")}
        </p>
      )}
    </div>
  );
}
