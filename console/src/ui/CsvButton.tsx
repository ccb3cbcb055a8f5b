import { useState } from 'react';
import { callerHeaders } from '../api/client';
import { useWords } from '../i18n';
import { saveText } from './save';

const PAGES_MAX = 500;

/** Saves a whole list as the server's CSV, page after page. */
export function CsvButton({ path, name }: { path: string; name: string }) {
  const t = useWords();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  async function save() {
    setBusy(true);
    setFailed(false);
    try {
      const parts: string[] = [];
      let after: string | null = null;
      for (let page = 0; page < PAGES_MAX; page++) {
        const url = new URL(path, window.location.origin);
        url.searchParams.set('format', 'csv');
        if (after) {
          url.searchParams.set('after', after);
        }
        const response = await fetch(url, { headers: callerHeaders('GET') });
        if (!response.ok) {
          throw new Error(String(response.status));
        }
        const text = await response.text();
        parts.push(page === 0 ? text : text.slice(text.indexOf('\n') + 1));
        after = response.headers.get('Scrip-Next');
        if (!after) {
          break;
        }
      }
      saveText(name, 'csv', ...parts);
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  }

  return (
    <span>
      <button type="button" className="button small" disabled={busy} onClick={() => void save()}>
        {t('common.csv')}
      </button>
      {failed ? <span role="alert"> {t('trouble.away.title')}</span> : null}
    </span>
  );
}
