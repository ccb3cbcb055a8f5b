import { useState } from 'react';
import { addressIn, currentRealm, LIVE } from '../api/realm';
import { chooseLanguage, useLanguage, useWords } from '../i18n';
import { SandboxClock } from './SandboxClock';

export function LanguageSwitch() {
  const language = useLanguage();
  return language === 'en' ? (
    <button type="button" className="link" lang="zh-CN" onClick={() => chooseLanguage('zh')}>
      中文
    </button>
  ) : (
    <button type="button" className="link" lang="en" onClick={() => chooseLanguage('en')}>
      English
    </button>
  );
}

/** Shows that this is a sandbox, whose clock stands still until it is moved. */
export function RealmMark() {
  const t = useWords();
  const realm = currentRealm();
  if (realm === LIVE) {
    return null;
  }
  return (
    <span className="realm">
      {t('realm.sandbox', { name: realm })} <SandboxClock />{' '}
      <a href={addressIn(LIVE, '/choose')} className="link">
        {t('realm.leave')}
      </a>
    </span>
  );
}

/** Enters a sandbox by its name. */
export function RealmForm() {
  const t = useWords();
  const [name, setName] = useState('');
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault();
        window.location.assign(addressIn(name.trim() || LIVE, '/choose'));
      }}
    >
      <label htmlFor="realm">{t('realm.enter')}</label>
      <input id="realm" className="field" value={name} onChange={(event) => setName(event.target.value)} />
      <button type="submit" className="button">
        {t('realm.go')}
      </button>
    </form>
  );
}
