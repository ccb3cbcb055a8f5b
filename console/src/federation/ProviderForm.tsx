import { useEffect, useRef, useState, type FormEvent } from 'react';
import { may } from '../api/access';
import { useDeskWords } from '../i18n';
import { Refused } from '../ui/Shown';
import type { Provider, ProviderOwner, Wanted } from './calls';
import { Mapping, type Line } from './Mapping';

/** The settings of an identity provider. */
export function ProviderForm({
  owner,
  provider,
  label,
  busy,
  error,
  onSave,
}: {
  owner: ProviderOwner;
  provider?: Provider;
  label: string;
  busy: boolean;
  error: Error | null;
  onSave: (wanted: Wanted) => void;
}) {
  const d = useDeskWords();
  const [name, setName] = useState(provider?.name ?? '');
  const [issuer, setIssuer] = useState(provider?.issuer ?? '');
  const [client, setClient] = useState(provider?.client_id ?? '');
  const [secret, setSecret] = useState('');
  const [scopes, setScopes] = useState((provider?.scopes ?? ['email', 'profile']).join(' '));
  const [domains, setDomains] = useState((provider?.domains ?? []).join(', '));
  const [claim, setClaim] = useState(provider?.groups_claim ?? '');
  const [makes, setMakes] = useState(provider?.makes_people ?? false);
  const [enabled, setEnabled] = useState(provider?.enabled ?? true);
  const [lines, setLines] = useState<Line[]>((provider?.roles ?? []).map(({ group, role }) => ({ group, role })));

  const first = useRef<HTMLInputElement>(null);
  const edits = provider !== undefined;
  useEffect(() => {
    if (edits) {
      first.current?.focus();
    }
  }, [edits]);
  const mayGiveDomains = may('vendor-sign-on.write');

  function submit(event: FormEvent) {
    event.preventDefault();
    const listed = split(domains.toLowerCase());
    const asked = split(scopes);
    const roles = lines.filter((one) => one.group.trim()).map((one) => ({ ...one, group: one.group.trim() }));
    onSave({
      name: name.trim(),
      issuer: issuer.trim(),
      client_id: client.trim(),
      makes_people: makes,
      enabled,
      ...(secret ? { client_secret: secret } : {}),
      ...(asked.length > 0 ? { scopes: asked } : {}),
      ...(listed.length > 0 ? { domains: listed } : {}),
      ...(claim.trim() ? { groups_claim: claim.trim() } : {}),
      ...(roles.length > 0 ? { roles: roles as NonNullable<Wanted['roles']> } : {}),
    });
  }

  return (
    <form className="stack" onSubmit={submit}>
      <div className="fields wide">
        <label className="stacked">
          {d('providers.name')}
          <input ref={first} className="field" required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
          <span className="quiet">{d('providers.nameHint')}</span>
        </label>
        <label className="stacked">
          {d('providers.issuer')}
          <input className="field" type="url" required maxLength={500} value={issuer} onChange={(event) => setIssuer(event.target.value)} />
          <span className="quiet">{d(edits ? 'providers.issuerChange' : 'providers.issuerHint')}</span>
        </label>
        <label className="stacked">
          {d('providers.client')}
          <input className="field" required maxLength={300} autoComplete="off" value={client} onChange={(event) => setClient(event.target.value)} />
        </label>
        <label className="stacked">
          {d('providers.secret')}
          <input
            className="field"
            type="password"
            autoComplete="off"
            required={!edits}
            maxLength={1000}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
          {edits ? <span className="quiet">{d('providers.secretHint')}</span> : null}
        </label>
        <label className="stacked">
          {d('providers.scopes')}
          <input className="field" value={scopes} onChange={(event) => setScopes(event.target.value)} />
          <span className="quiet">{d('providers.scopesHint')}</span>
        </label>
        <label className="stacked">
          {d('providers.domains')}
          <input
            className="field"
            readOnly={!mayGiveDomains}
            placeholder={mayGiveDomains ? 'hospital.example' : undefined}
            value={domains}
            onChange={(event) => setDomains(event.target.value)}
          />
          <span className="quiet">{d(mayGiveDomains ? 'providers.domainsHint' : 'providers.domainsGiven')}</span>
        </label>
        <label className="stacked">
          {d('providers.claim')}
          <input className="field" maxLength={200} value={claim} onChange={(event) => setClaim(event.target.value)} />
          <span className="quiet">{d('providers.claimHint')}</span>
        </label>
      </div>
      <Mapping owner={owner} lines={lines} onChange={setLines} />
      <label className="tick">
        <input type="checkbox" className="check" checked={makes} onChange={(event) => setMakes(event.target.checked)} />
        <span>{d('providers.makes')}</span>
      </label>
      <label className="tick">
        <input type="checkbox" className="check" checked={enabled} onChange={(event) => setEnabled(event.target.checked)} />
        <span>
          {d('providers.enable')}
          {edits ? <span className="quiet">{d('providers.enableHint')}</span> : null}
        </span>
      </label>
      <Refused error={error} />
      <p className="actions">
        <button type="submit" className="button primary" disabled={busy}>
          {label}
        </button>
      </p>
    </form>
  );
}

function split(text: string): string[] {
  return text.split(/[\s,]+/).filter((one) => one);
}
