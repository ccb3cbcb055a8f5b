import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { may } from '../api/access';
import { useKeys } from '../api/keys';
import { useDeskWords } from '../i18n';
import { keysKey, makeKey, type KeyOwner } from '../org/keyCalls';
import { Once } from '../ui/Dialog';
import { Refused } from '../ui/Shown';

/** What a directory needs to say by SCIM who works here: the address, and a key that does nothing else. */
export function ScimAccess({ owner, provider }: { owner: KeyOwner; provider: string }) {
  const d = useDeskWords();
  const makes = may('people.provision', owner ?? undefined) && (owner === null ? may('product-keys.write') : may('keys.write', owner));
  return (
    <details className="publish">
      <summary>{d('directory.title')}</summary>
      <p className="quiet">{d('directory.lead')}</p>
      <p>
        {d('directory.address')}
        <code className="under wraps">{`${window.location.origin}/scim/v2/${provider}`}</code>
      </p>
      {makes ? <Making owner={owner} provider={provider} /> : null}
    </details>
  );
}

function Making({ owner, provider }: { owner: KeyOwner; provider: string }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [until, setUntil] = useState('');
  const keys = useKeys();
  const make = useMutation({
    mutationFn: () => {
      const wanted = {
        name: d('directory.keyName'),
        actions: ['people.provision'],
        provider,
        expires_at: `${until}T23:59:59Z`,
      };
      return makeKey(owner, wanted, keys.of(wanted));
    },
    onSuccess: () => {
      keys.booked();
      return queries.invalidateQueries({ queryKey: keysKey(owner) });
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      <label className="stacked">
        {d('keys.until')}
        <input className="field date" type="date" required value={until} onChange={(event) => setUntil(event.target.value)} />
        <span className="quiet">{d('secret.untilHint')}</span>
      </label>
      <Refused error={make.error} />
      <p className="actions">
        <button type="submit" className="button" disabled={make.isPending}>
          {d('directory.makeKey')}
        </button>
      </p>
      {make.data?.secret ? <Once title={d('secret.made_', { name: make.data.name })} value={make.data.secret} /> : null}
    </form>
  );
}
