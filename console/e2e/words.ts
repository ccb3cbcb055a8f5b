import en from '../src/i18n/en';
import enDesk from '../src/i18n/enDesk';
import zh from '../src/i18n/zh';
import zhDesk from '../src/i18n/zhDesk';

/** The words of the pages, so that a story is told in both languages. */
export const WORDS = { en: { ...en, desk: enDesk }, zh: { ...zh, desk: zhDesk } } as const;
export type Language = keyof typeof WORDS;
export const LANGUAGES = ['en', 'zh'] as const;

/** A text with its `{{gaps}}` filled. */
export function filled(text: string, gaps: Record<string, string>): string {
  return Object.entries(gaps).reduce((sum, [name, value]) => sum.replace(`{{${name}}}`, value), text);
}
