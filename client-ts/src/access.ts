import { instant, object, present, text, whole, type Fields } from './fields.js';

/** Where something is used: by patients, by the people of an organization who look after it, by programs. */
export type Surface = 'PATIENT' | 'CONSOLE' | 'API';

export const SURFACES: readonly Surface[] = ['PATIENT', 'CONSOLE', 'API'];

/** May an organization use something? */
export interface Question {
  /** Who asks. */
  readonly organization: string;
  /** The id of an item, or the bare name of a feature. */
  readonly feature: string;
  readonly surface: Surface;
  /** The consortium on whose behalf. */
  readonly within?: string;
  /** The storage term, where the resource has one. */
  readonly storageYears?: number;
}

/** What may be done. `READ_ONLY`: what there is may be looked at. `OTHER`: something that this client does not know. */
export type AccessState = 'ALLOWED' | 'READ_ONLY' | 'DENIED' | 'OTHER';

/** Whether something may be used. */
export interface Access {
  /** What the server said; one that this client does not know allows nothing. */
  readonly state: AccessState;
  readonly isAllowed: boolean;
  readonly isReadable: boolean;
  /** Why not, or why nevertheless. Stable; more may come. */
  readonly reason?: string;
  /** When the server said it. */
  readonly at: Date;
  /** When it may change by time alone; absent if never. */
  readonly until?: Date;
  /** Units that are left; absent if it is not counted. */
  readonly available?: number;
  /** Units that are owed; absent if it is not counted. */
  readonly arrears?: number;
  /** The item of the catalog that it is about; absent if no catalog has it. */
  readonly item?: string;
  /** What to do about it, for people. */
  readonly advice?: string;
  /** Whether it is a kept answer because the server could not be asked. */
  readonly offline: boolean;
}

const STATES: readonly string[] = ['ALLOWED', 'READ_ONLY', 'DENIED'] satisfies AccessState[];

export function accessOf(answer: Fields): Access {
  const told = text(answer, 'access') ?? '';
  const state = STATES.includes(told) ? (told as AccessState) : 'OTHER';
  const advice = object(answer, 'advice');
  return {
    state,
    isAllowed: state === 'ALLOWED',
    isReadable: state === 'ALLOWED' || state === 'READ_ONLY',
    at: instant(answer, 'at') ?? new Date(0),
    offline: false,
    ...present({
      reason: text(answer, 'reason'),
      until: instant(answer, 'until'),
      available: whole(answer, 'available'),
      arrears: whole(answer, 'arrears'),
      item: text(answer, 'item'),
      advice: advice === undefined ? undefined : text(advice, 'text'),
    }),
  };
}

/** The query string that asks for a signed answer. */
export function queryOf(question: Question): string {
  const { organization, feature, surface, within, storageYears } = question;
  const query = new URLSearchParams({ signed: 'true', organization, feature, surface });
  if (within !== undefined) {
    query.set('within', within);
  }
  if (storageYears !== undefined) {
    query.set('storage_years', String(storageYears));
  }
  return `?${query.toString()}`;
}

/** Whether what was signed is an answer to a question. */
export function isAnswerTo(question: Question, claims: Fields): boolean {
  return (
    question.organization === text(claims, 'organization') &&
    question.feature === text(claims, 'feature') &&
    question.surface === text(claims, 'surface')?.toUpperCase() &&
    question.within === text(claims, 'within') &&
    question.storageYears === whole(claims, 'storage_years')
  );
}

/** A question as a text, the same for the same question. */
export function nameOf(question: Question): string {
  const { organization, feature, surface, within, storageYears } = question;
  return `${organization}\n${feature}\n${surface}\n${within ?? ''}\n${storageYears ?? ''}`;
}
