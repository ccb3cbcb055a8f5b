import { useRef } from 'react';
import { freshKey } from './client';

/** The idempotency keys of a form. */
export interface Keys {
  /** The key of what is sent: the same for the same content, so that a repeat after a lost answer is the same write. */
  of(content: unknown): string;
  /** From here on the same content is a write of its own. */
  booked(): void;
}

export function useKeys(): Keys {
  const sent = useRef(new Map<string, string>());
  return {
    of(content) {
      const text = JSON.stringify(content);
      const key = sent.current.get(text) ?? freshKey();
      sent.current.set(text, key);
      return key;
    },
    booked: () => sent.current.clear(),
  };
}
