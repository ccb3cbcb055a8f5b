import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { forget } from '../api/access';
import { api, read } from '../api/client';
import { addressIn, currentRealm } from '../api/realm';
import { useDeskWords } from '../i18n';
import { Ask } from '../ui/Dialog';
import { saveText } from '../ui/save';
import { Refused } from '../ui/Shown';

/** What is kept about the person: as a file, and how to have it erased. */
export function MyData({ email }: { email: string }) {
  const d = useDeskWords();
  const [typed, setTyped] = useState('');
  const save = useMutation({
    mutationFn: async () =>
      saveText('scrip-my-data', 'json', JSON.stringify(await read(api.GET('/v1/person/export')), null, 2)),
  });
  const erase = useMutation({
    mutationFn: () => {
      if (typed.trim().toLowerCase() !== email) {
        throw new Error(d('me.eraseDiffers'));
      }
      return read(api.DELETE('/v1/person'));
    },
    onSuccess: () => {
      forget();
      window.location.assign(addressIn(currentRealm(), '/'));
    },
  });
  return (
    <section className="card" aria-labelledby="data">
      <h2 id="data">{d('me.data')}</h2>
      <p className="quiet">{d('me.dataText')}</p>
      <Refused error={save.error} />
      <p className="actions">
        <button type="button" className="button small" disabled={save.isPending} onClick={() => save.mutate()}>
          {d('me.export')}
        </button>
        <Ask
          label={d('me.erase')}
          title={d('me.eraseTitle')}
          yes={d('me.eraseYes')}
          mutation={erase}
          onYes={() => erase.mutateAsync()}
          explain={(error) => (error.message === d('me.eraseDiffers') ? error.message : null)}
        >
          <p>{d('me.eraseText')}</p>
          <label className="stacked">
            {d('me.eraseEmail')}
            <input className="field" type="email" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
          </label>
        </Ask>
      </p>
    </section>
  );
}
