import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export type Language = 'en' | 'zh';

const PLACE = 'scrip.language';
const LOADERS: Record<string, () => Promise<{ default: object }>> = {
  'en.shop': () => import('./en/shop'),
  'zh.shop': () => import('./zh/shop'),
  'en.platforms': () => import('./en/platforms'),
  'zh.platforms': () => import('./zh/platforms'),
};

/** What was chosen here before, or else what the browser wishes. */
function wished(): Language {
  const chosen = localStorage.getItem(PLACE);
  if (chosen === 'en' || chosen === 'zh') {
    return chosen;
  }
  const first = navigator.languages.find((language) => /^(en|zh)\b/i.test(language));
  return first?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

export async function startWords(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  });
  await i18next
    .use({
      type: 'backend',
      read(language: string, namespace: string, done: (error: Error | null, data: object | null) => void) {
        const load = LOADERS[`${language}.${namespace}`];
        if (!load) {
          done(new Error(`no words for ${language}.${namespace}`), null);
          return;
        }
        load().then(
          (words) => done(null, words.default),
          (error: Error) => done(error, null),
        );
      },
    })
    .use(initReactI18next)
    .init({
      lng: wished(),
      fallbackLng: false,
      ns: ['shop'],
      defaultNS: 'shop',
      interpolation: { escapeValue: false },
    });
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(PLACE, language);
  void i18next.changeLanguage(language);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'zh' ? 'zh' : 'en';
}

/** The words of the purchase pages and of everything common. */
export function useWords() {
  return useTranslation('shop').t;
}

/** The words of the two platforms. */
export function useDeskWords() {
  return useTranslation('platforms').t;
}
