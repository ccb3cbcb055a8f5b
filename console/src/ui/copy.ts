import { useRef, useState } from 'react';

/** Copies a text that is shown by the element of `told`. */
export function useCopy(value: string) {
  const told = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState(false);
  async function copy() {
    if (told.current) {
      window.getSelection()?.selectAllChildren(told.current);
    }
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      // Without TLS browsers have no clipboard: the text is selected, so that the copy shortcut works.
      return;
    }
    setCopied(true);
  }
  return { told, copied, copy };
}
