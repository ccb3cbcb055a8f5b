import { useState } from 'react';
import { callerHeaders } from '../api/client';
import { useWords } from '../i18n';
import { saveText } from './save';

/** Saves a whole list as the server's CSV. */
export function CsvButton({ path, name }: { path: string; name: string }) {
  const t = useWords();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  async function save() {
    setBusy(true);
    setFailed(false);
    try {
      const url = new URL(path, window.location.origin);
      url.searchParams.set('format', 'csv');
      const response = await fetch(url, { headers: callerHeaders('GET') });
      if (!response.ok) {
        throw new Error(String(response.status));
      }
      saveText(name, 'csv', await response.text());
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
