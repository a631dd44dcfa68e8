import { Page, StyleSheet, Text, View } from "@react-pdf/renderer";
import { bold, roman } from "./fonts";
import type { LetterRow, LetterText } from "./text";

const points = { margin: 72, text: 11, small: 9.5 } as const;

/** US Letter with an inch of margin. */
const styles = StyleSheet.create({
  page: { padding: points.margin, fontFamily: roman, fontSize: points.text, lineHeight: 1.3 },
  sender: { fontSize: points.small, marginBottom: 18 },
  recipient: { minHeight: 72, marginTop: 12, marginBottom: 12 },
  heading: { fontFamily: bold, marginVertical: 10 },
  paragraph: { marginTop: 7 },
  table: { marginVertical: 7 },
  row: { flexDirection: "row", borderBottomWidth: 0.5, paddingVertical: 3 },
  bold: { fontFamily: bold },
  card: { width: "45%" },
  activity: { width: "30%" },
  value: { width: "25%", textAlign: "right" },
  signature: { marginTop: 18 },
});

/** Words stay whole: a hyphen in a name or an address would be part of it. */
const whole = (word: string): string[] => [word];

const Line = ({ text, style }: { text: string; style?: (typeof styles)[keyof typeof styles] }) => (
  <Text style={style ?? {}} hyphenationCallback={whole}>
    {text}
  </Text>
);

const Row = ({ cells, isBold }: { cells: LetterRow; isBold?: boolean }) => (
  <View style={isBold ? [styles.row, styles.bold] : styles.row} wrap={false}>
    <Line text={cells[0]} style={styles.card} />
    <Line text={cells[1]} style={styles.activity} />
    <Line text={cells[2]} style={styles.value} />
  </View>
);

export function LetterPage({ text }: { text: LetterText }) {
  return (
    <Page size="LETTER" style={styles.page}>
      <View style={styles.sender}>
        {text.sender.map((line, index) => (
          <Line key={`${index} ${line}`} text={line} />
        ))}
      </View>
      <Line text={text.date} />
      <Line text={text.reference} />
      <View style={styles.recipient}>
        {text.recipient.map((line, index) => (
          <Line key={`${index} ${line}`} text={line} />
        ))}
      </View>
      <Line text={text.heading} style={styles.heading} />
      <Line text={text.nature} style={styles.paragraph} />
      <View style={styles.table}>
        <Row cells={text.columns} isBold />
        {text.items.map((cells, index) => (
          <Row key={`${index} ${cells[0]}`} cells={cells} />
        ))}
        {text.total === null ? null : <Row cells={text.total} isBold />}
      </View>
      {text.paragraphs.map((paragraph) => (
        <Line key={paragraph} text={paragraph} style={styles.paragraph} />
      ))}
      <Line text={text.signature} style={styles.signature} />
    </Page>
  );
}
