import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useDeskWords } from '../i18n';
import { currentRealm, LIVE } from '../api/realm';
import { useOrganization } from '../org/data';
import { useCopy } from '../ui/copy';
import { Ask } from '../ui/Dialog';
import { Definition } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Empty, Refused, Shown } from '../ui/Shown';
import { Tag } from '../ui/Tag';
import {
  changeProvider,
  listProviders,
  makeProvider,
  providersKey,
  removeProvider,
  testProvider,
  type Provider,
  type ProviderOwner,
} from './calls';
import { ProviderForm } from './ProviderForm';
import { ScimAccess } from './ScimAccess';

/** The identity providers with which people of the organization sign in. */
export function ProvidersPage() {
  return <Page owner={useOrganization()} />;
}

/** Those of the vendor's own people. */
export function VendorProvidersPage() {
  return <Page owner={null} />;
}

function Page({ owner }: { owner: ProviderOwner }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const providers = useQuery({ queryKey: providersKey(owner), queryFn: () => listProviders(owner) });
  const [made, setMade] = useState(0);
  const make = useMutation({
    mutationFn: (wanted: Parameters<typeof makeProvider>[1]) => makeProvider(owner, wanted),
    onSuccess: () => {
      setMade(made + 1);
      return queries.invalidateQueries({ queryKey: providersKey(owner) });
    },
  });
  return (
    <>
      <PageHead title={d('menu.signOn')} lead={d(owner === null ? 'providers.leadVendor' : 'providers.lead')} />
      <Shown query={providers}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={d('providers.none')} />
          ) : (
            data.items.map((one) => <One key={one.id} owner={owner} provider={one} />)
          )
        }
      </Shown>
      {make.isSuccess ? (
        <p className="notice good" role="status">
          {d('providers.made', { name: make.data.name })}
        </p>
      ) : null}
      <section className="card" aria-labelledby="make-provider">
        <h2 id="make-provider">{d('providers.make')}</h2>
        <ProviderForm
          key={made}
          owner={owner}
          label={d('providers.makeNow')}
          busy={make.isPending}
          error={make.error}
          onSave={(wanted) => make.mutate(wanted)}
        />
      </section>
    </>
  );
}

function One({ owner, provider }: { owner: ProviderOwner; provider: Provider }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [edits, setEdits] = useState(false);
  const known = () => queries.invalidateQueries({ queryKey: providersKey(owner) });
  const test = useMutation({ mutationFn: () => testProvider(owner, provider.id) });
  const change = useMutation({
    mutationFn: (wanted: Parameters<typeof changeProvider>[2]) => changeProvider(owner, provider.id, wanted),
    onSuccess: () => {
      setEdits(false);
      // What it found was of the settings before.
      test.reset();
      return known();
    },
  });
  const remove = useMutation({ mutationFn: () => removeProvider(owner, provider.id), onSuccess: known });
  return (
    <section className="card" aria-label={provider.name}>
      <h2>
        {provider.name}{' '}
        {provider.enabled && provider.needs_confirmation ? (
          <Tag tone="warn">{d('providers.unconfirmed')}</Tag>
        ) : (
          <Tag tone={provider.enabled ? 'good' : 'calm'}>{d(provider.enabled ? 'providers.enabled' : 'providers.disabled')}</Tag>
        )}
      </h2>
      {provider.enabled && provider.needs_confirmation ? <p className="notice warn">{d('providers.unconfirmedText')}</p> : null}
      <dl className="definitions named long">
        <Definition term={d('providers.issuer')}>
          <span className="wraps">{provider.issuer}</span>
        </Definition>
        <Definition term={d('providers.redirect')}>
          <Copied name={d('providers.redirect')} text={provider.redirect_uri} />
        </Definition>
        <Definition term={d('providers.link')}>
          <Copied name={d('providers.link')} text={`${window.location.origin}/sign-in?with=${provider.id}`} />
        </Definition>
        <Definition term={d('providers.domains')}>{provider.domains.join(', ') || d('providers.noDomains')}</Definition>
      </dl>
      <p className="actions">
        <button type="button" className="button" disabled={test.isPending} onClick={() => test.mutate()}>
          {d('providers.test')}
        </button>
        <button
          type="button"
          className="button"
          aria-expanded={edits}
          onClick={() => {
            change.reset();
            setEdits(!edits);
          }}
        >
          {d(edits ? 'providers.close' : 'providers.edit')}
        </button>
        <Ask
          label={d('providers.remove')}
          name={d('providers.removeOne', { name: provider.name })}
          title={d('providers.removeTitle', { name: provider.name })}
          mutation={remove}
          onYes={() => remove.mutateAsync()}
        >
          <p>{d('providers.removeText')}</p>
        </Ask>
      </p>
      <Refused error={test.error} />
      {test.data ? <Found found={test.data} /> : null}
      {edits ? (
        <div className="apart">
          <ProviderForm
            owner={owner}
            provider={provider}
            label={d('providers.save')}
            busy={change.isPending}
            error={change.error}
            onSave={(wanted) => change.mutate(wanted)}
          />
        </div>
      ) : null}
      {currentRealm() === LIVE ? <ScimAccess owner={owner} provider={provider.id} /> : null}
    </section>
  );
}

function Copied({ name, text }: { name: string; text: string }) {
  const d = useDeskWords();
  const { told, copied, copy } = useCopy(text);
  const label = d(copied ? 'providers.copied' : 'providers.copy');
  return (
    <>
      <code ref={told}>{text}</code>{' '}
      <button type="button" className="link" aria-label={`${label}: ${name}`} onClick={() => void copy()}>
        {label}
      </button>
    </>
  );
}

/** What a test of a provider found. */
function Found({ found }: { found: Awaited<ReturnType<typeof testProvider>> }) {
  const d = useDeskWords();
  return (
    <div className={`notice ${found.works ? 'good' : 'bad'}`} role="status">
      {found.works ? (
        <>
          <p>{d('providers.works', { count: found.keys ?? 0 })}</p>
          <ul className="changes">
            <li>{d(found.takes_challenge ? 'providers.challenge' : 'providers.noChallenge')}</li>
            <li>{d(found.names_itself ? 'providers.names' : 'providers.noNames')}</li>
            <li>{d(found.ends_sessions ? 'providers.ends' : 'providers.noEnds')}</li>
          </ul>
        </>
      ) : (
        <>
          <strong>{d('providers.wrong')}</strong>
          <p className="wraps">{found.fault}</p>
        </>
      )}
    </div>
  );
}
