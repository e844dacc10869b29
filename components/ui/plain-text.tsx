/** A sentence in which `names` stand in backticks, as messages of the domain write them. */
export function PlainText({ text }: { readonly text: string }) {
  return text.split("`").map((part, index) =>
    // Every second part stood between two backticks.
    // oxlint-disable-next-line react/no-array-index-key -- parts have no identity but their place
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  );
}
