/** Where a numbered paragraph begins. */
const NUMBERED = /^\d+\.\s+/;
const CHINESE = /[\u3000-\u9fff\uff00-\uffef]/;

/** Service terms as paragraphs: line breaks within a paragraph are removed, no word is changed. */
export function TermsText({ text }: { text: string }) {
  const paragraphs: string[] = [];
  for (const line of text.split('\n')) {
    const last = paragraphs.length - 1;
    if (line.trim() === '') {
      continue;
    }
    if (last >= 0 && /^\s/.test(line) && !NUMBERED.test(line)) {
      paragraphs[last] = joined(paragraphs[last] ?? '', line.trim());
    } else {
      paragraphs.push(line.trim());
    }
  }
  return (
    <>
      {paragraphs.map((paragraph, index) => (
        <p key={index} className={NUMBERED.test(paragraph) ? 'clause' : undefined}>
          {paragraph}
        </p>
      ))}
    </>
  );
}

/** Chinese is written without spaces between its words. */
function joined(before: string, after: string): string {
  const tight = CHINESE.test(before.slice(-1)) && CHINESE.test(after.slice(0, 1));
  return tight ? before + after : `${before} ${after}`;
}
