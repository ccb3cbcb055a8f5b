import enPlatforms from '../src/i18n/en/platforms';
import en from '../src/i18n/en/shop';
import zhPlatforms from '../src/i18n/zh/platforms';
import zh from '../src/i18n/zh/shop';

/** The texts of the pages, so that a story runs in both languages. */
export const WORDS = { en: { ...en, desk: enPlatforms }, zh: { ...zh, desk: zhPlatforms } } as const;
export type Language = keyof typeof WORDS;
export const LANGUAGES = ['en', 'zh'] as const;

/** A text with its `{{placeholders}}` filled in. */
export function filled(text: string, gaps: Record<string, string>): string {
  return Object.entries(gaps).reduce((sum, [name, value]) => sum.replace(`{{${name}}}`, value), text);
}
