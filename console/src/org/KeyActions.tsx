import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Ask, Dialog, Once } from '../ui/Dialog';
import { When } from '../ui/format';
import { Refused } from '../ui/Shown';
import { endSecret, keysKey, revokeKey, rotateKey, type KeyOwner } from './keyCalls';
import { KeyLimit } from './KeyLimit';

type Key = Schemas['ApiKey'];

const OLD_HOURS = [0, 1, 24, 168, 720] as const;
const OLD_HOURS_USUAL = 24;
const HOURS_A_DAY = 24;

/** The secrets of a key, with the last use of each; if there are two, one can be removed. */
export function Secrets({ owner, apiKey, writes }: { owner: KeyOwner; apiKey: Key; writes: boolean }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: (secret: string) => endSecret(owner, apiKey.id, secret),
    onSuccess: () => queries.invalidateQueries({ queryKey: keysKey(owner) }),
  });
  return (
    <ul className="plain secrets">
      {apiKey.secrets.map((secret) => (
        <li key={secret.id}>
          <div>
            <code>{secret.hint}</code>
            <p className="quiet">
              {secret.last_used_at ? (
                <>
                  {d('secret.used')} <When at={secret.last_used_at} />{' '}
                  {secret.last_used_from ? d('secret.from', { address: secret.last_used_from }) : null}
                </>
              ) : (
                d('secret.never')
              )}
              {secret.expires_at === apiKey.expires_at ? null : (
                <>
                  {' · '}
                  {d('secret.until')} <When at={secret.expires_at} />
                </>
              )}
            </p>
          </div>
          {writes && apiKey.state === 'ACTIVE' && apiKey.secrets.length > 1 ? (
            <Ask
              label={d('secret.end')}
              name={d('secret.endOne', { hint: secret.hint })}
              title={d('secret.endTitle', { hint: secret.hint, name: apiKey.name })}
              mutation={end}
              onYes={() => end.mutateAsync(secret.id)}
            >
              <p>{d('secret.endText')}</p>
            </Ask>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** The actions on a key: add a second secret, revoke. */
export function KeyActions({ owner, apiKey }: { owner: KeyOwner; apiKey: Key }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeKey(owner, apiKey.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: keysKey(owner) }),
  });
  return (
    <span className="row-actions many">
      <Rotate owner={owner} apiKey={apiKey} />
      <KeyLimit owner={owner} apiKey={apiKey} />
      <Ask
        label={d('keys.revoke')}
        name={d('secret.revokeOne', { name: apiKey.name })}
        title={d('secret.revokeTitle', { name: apiKey.name })}
        yes={d('secret.revokeYes')}
        mutation={revoke}
        onYes={() => revoke.mutateAsync()}
      >
        <p>{d('secret.revokeText')}</p>
      </Ask>
    </span>
  );
}

function Rotate({ owner, apiKey }: { owner: KeyOwner; apiKey: Key }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [hours, setHours] = useState(OLD_HOURS_USUAL);
  const rotate = useMutation({
    mutationFn: () => rotateKey(owner, apiKey.id, hours),
    onSuccess: () => queries.invalidateQueries({ queryKey: keysKey(owner) }),
  });
  const words = (count: number) => {
    if (count === 0) {
      return d('secret.now');
    }
    return count < HOURS_A_DAY ? d('secret.hours', { count }) : d('secret.days', { count: count / HOURS_A_DAY });
  };
  return (
    <>
      <button
        type="button"
        className="button small"
        aria-label={d('secret.rotateOne', { name: apiKey.name })}
        onClick={() => {
          rotate.reset();
          setOpen(true);
        }}
      >
        {d('secret.rotate')}
      </button>
      {open ? (
        <Dialog title={d('secret.rotateTitle', { name: apiKey.name })} onClose={() => setOpen(false)}>
          <form
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              rotate.mutate();
            }}
          >
            {rotate.data?.secret ? (
              <Once title={d('secret.new', { name: apiKey.name })} value={rotate.data.secret} />
            ) : (
              <>
                <p>{d('secret.rotateText')}</p>
                <label className="stacked">
                  {d('secret.old')}
                  <select className="field" value={hours} onChange={(event) => setHours(Number(event.target.value))}>
                    {OLD_HOURS.map((count) => (
                      <option key={count} value={count}>
                        {words(count)}
                      </option>
                    ))}
                  </select>
                </label>
              </>
            )}
            <Refused error={rotate.error} />
            <p className="actions end">
              <button type="button" className="button" onClick={() => setOpen(false)}>
                {rotate.data ? d('ask.close') : d('ask.cancel')}
              </button>
              {rotate.data ? null : (
                <button type="submit" className="button primary" disabled={rotate.isPending}>
                  {d('secret.rotateYes')}
                </button>
              )}
            </p>
          </form>
        </Dialog>
      ) : null}
    </>
  );
}
