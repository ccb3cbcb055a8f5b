import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { signedIn } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { addPasskey, ElsewhereError, offersPasskeys } from '../api/passkey';
import { useDeskWords } from '../i18n';
import { Ask } from '../ui/Dialog';
import { When } from '../ui/format';
import { PasswordField } from '../ui/PasswordField';
import { Empty, Refused, Shown } from '../ui/Shown';
import { Tag } from '../ui/Tag';
import { ME, ownZone } from './data';

const KEY = [...ME, 'passkeys'];

/** The passkeys of a person: added, listed, removed. */
export function Passkeys() {
  const d = useDeskWords();
  const passkeys = useQuery({ queryKey: KEY, queryFn: () => read(api.GET('/v1/passkeys')) });
  return (
    <section className="card" aria-labelledby="passkeys">
      <h2 id="passkeys">{d('me.passkeys')}</h2>
      <p className="quiet">{d('me.passkeysText')}</p>
      <Shown query={passkeys}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={d('me.noPasskeys')} />
          ) : (
            <ul className="plain tasks">
              {data.items.map((passkey) => (
                <Row key={passkey.id} passkey={passkey} />
              ))}
            </ul>
          )
        }
      </Shown>
      {offersPasskeys() ? <Add /> : <p className="notice info">{d('me.notOffered')}</p>}
    </section>
  );
}

function Row({ passkey }: { passkey: Schemas['Passkey'] }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => read(api.DELETE('/v1/passkeys/{passkey}', { params: { path: { passkey: passkey.id } } })),
    onSuccess: (data) => queries.setQueryData(KEY, data),
  });
  return (
    <li>
      <div>
        <strong>{passkey.label}</strong> {passkey.stopped_at ? <Tag tone="warn">{d('me.stopped')}</Tag> : null}
        <p className="quiet facts">
          <span>
            {d('me.added')} <When at={passkey.created_at} zone={ownZone()} />
          </span>
          <span>
            {d('me.lastUsed')}{' '}
            {passkey.last_used_at ? <When at={passkey.last_used_at} zone={ownZone()} /> : d('me.never')}
          </span>
        </p>
      </div>
      {passkey.stopped_at ? <Confirm passkey={passkey} /> : null}
      <Ask
        label={d('me.remove')}
        name={d('me.removeOne', { name: passkey.label })}
        title={d('me.removePasskey', { name: passkey.label })}
        mutation={remove}
        onYes={() => remove.mutateAsync()}
      >
        <p>{d('me.removePasskeyText')}</p>
      </Ask>
    </li>
  );
}

/** Lets a passkey work again that stopped when the password was reset. */
function Confirm({ passkey }: { passkey: Schemas['Passkey'] }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/passkeys/{passkey}/confirm', { params: { path: { passkey: passkey.id } }, body: { password } }),
      ),
    onSuccess: (data) => queries.setQueryData(KEY, data),
  });
  return (
    <Ask
      label={d('me.confirm')}
      name={d('me.confirmOne', { name: passkey.label })}
      title={d('me.confirmTitle', { name: passkey.label })}
      tone="primary"
      small
      mutation={confirm}
      onYes={() => confirm.mutateAsync()}
    >
      <p>{d('me.confirmText')}</p>
      <PasswordField
        label={d('me.present')}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        of={signedIn()?.email}
      />
    </Ask>
  );
}

function Add() {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [label, setLabel] = useState('');
  const add = useMutation({
    mutationFn: () => addPasskey(label.trim()),
    onSuccess: () => {
      setLabel('');
      return queries.invalidateQueries({ queryKey: KEY });
    },
  });
  return (
    <form
      className="add-line"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <label className="stacked">
        {d('me.passkeyName')}
        <input
          className="field"
          required
          maxLength={100}
          placeholder={d('me.passkeyExample')}
          value={label}
          onChange={(event) => {
            setLabel(event.target.value);
            add.reset();
          }}
        />
      </label>
      <button type="submit" className="button primary" disabled={add.isPending}>
        {d('me.addPasskey')}
      </button>
      <div className="whole">
        <PasskeyTrouble error={add.error} />
        {add.isSuccess ? (
          <p className="notice good" role="status">
            {d('me.passkeyAdded')}
          </p>
        ) : null}
      </div>
    </form>
  );
}

/** Why a passkey could not be created or used; if the host is the wrong one, a link to the right one. */
export function PasskeyTrouble({ error }: { error: Error | null }) {
  const d = useDeskWords();
  if (error instanceof ElsewhereError) {
    const there = new URL(window.location.href);
    there.hostname = error.host;
    return (
      <p className="notice warn" role="alert">
        {d('me.otherAddress', { host: error.host })} <a href={there.href}>{d('me.otherAddressLink', { host: error.host })}</a>
      </p>
    );
  }
  return <Refused error={error} />;
}
