import type { ReactNode } from 'react';

export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'info';

const MARKS: Record<Tone, string> = { good: '✓', warn: '!', bad: '✕', calm: '·', info: 'i' };

/** A state in words, with a symbol and a colour: never by colour alone. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`tag ${tone}`}>
      <span aria-hidden="true">{MARKS[tone]}</span> {children}
    </span>
  );
}

const TONES: Record<string, Tone> = {
  ACTIVE: 'good',
  GOOD: 'good',
  ACCEPTED: 'good',
  IN_FORCE: 'good',
  RECEIVED: 'good',
  RECALLED: 'bad',
  PAID: 'info',
  CONFIRMED: 'warn',
  DRAFT: 'calm',
  PENDING: 'info',
  SCHEDULED: 'info',
  PURCHASED: 'info',
  DELIVERED: 'warn',
  ATTENTION: 'warn',
  EXHAUSTED: 'warn',
  ARREARS: 'warn',
  SUSPENDED: 'bad',
  VOIDED: 'bad',
  EXPIRED: 'calm',
  ENDED: 'calm',
  USED_UP: 'calm',
  CANCELLED: 'calm',
  ON_HOLD: 'bad',
  COMING: 'info',
  PAST: 'calm',
};

export function toneOf(state: string): Tone {
  return TONES[state] ?? 'calm';
}
