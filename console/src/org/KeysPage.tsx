import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Once } from '../ui/Dialog';
import { When } from '../ui/format';
import { Choice, csvPath, Listed, SearchField, useList, useListing } from '../ui/List';
import { PageHead } from '../ui/Shell';
import { Empty, Refused } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { orgKey, useOrganization } from './data';
import { KeyActions, Secrets } from './KeyActions';

type Action = Schemas['KeyAction'];
type Key = Schemas['ApiKey'];

const ACTIONS: Action[] = [
  'uses.write',
  'access.read',
  'stock.read',
  'orders.read',
  'services.read',
  'notices.read',
  'organization.read',
];

/** API keys of the organization's programs: made, shown once, revoked. */
export function KeysPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const writes = may('keys.write', organization);
  const t = useWords();
  const listing = useListing(['search', 'state', 'sort']);
  const keys = useList(orgKey(organization, 'keys'), listing, () =>
    read(
      api.GET('/v1/organizations/{organization}/keys', {
        params: { path: { organization }, query: { limit: 25, ...listing.query } as object },
      }),
    ),
  );
  const columns: Column<Key>[] = [
    {
      key: 'name',
      title: d('keys.name'),
      cell: (row) => (
        <>
          <strong>{row.name}</strong>
          <span className="quiet under">{d('secret.by', { name: row.created_by })}</span>
        </>
      ),
    },
    { key: 'actions', title: d('keys.actions'), cell: (row) => row.actions.map((one) => d(`action|${one}`, { keySeparator: '|', defaultValue: one })).join(', ') },
    {
      key: 'state',
      title: d('keys.state'),
      cell: (row) => <Tag tone={row.state === 'ACTIVE' ? 'good' : 'calm'}>{d(`keys.${row.state}`)}</Tag>,
    },
    {
      key: 'secrets',
      title: d('secret.secrets'),
      cell: (row) => <Secrets organization={organization} apiKey={row} writes={writes} />,
    },
    { key: 'expires', title: d('keys.expires'), cell: (row) => <When at={row.expires_at} /> },
    ...(writes
      ? [
          {
            key: 'do',
            title: d('secret.do'),
            cell: (row: Key) => (row.state === 'ACTIVE' ? <KeyActions organization={organization} apiKey={row} /> : '—'),
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHead
        title={d('menu.keys')}
        lead={d('keys.lead')}
        actions={<CsvButton path={csvPath(`/v1/organizations/${organization}/keys`, listing)} name={`keys-${organization}`} />}
      />
      <div className="filters">
        <SearchField label={t('list.search')} value={listing.values.search} onChange={(search) => listing.set({ search })} />
        <Choice
          label={d('keys.state')}
          value={listing.values.state}
          any={t('list.any')}
          options={(['active', 'expired', 'revoked'] as const).map((one) => [one, d(`keys.${one.toUpperCase()}`)])}
          onChange={(state) => listing.set({ state })}
        />
        <Choice
          label={t('list.sort')}
          value={listing.values.sort || 'newest'}
          options={[
            ['newest', t('list.newest')],
            ['oldest', t('list.oldest')],
          ]}
          onChange={(sort) => listing.set({ sort })}
        />
      </div>
      <section className="card">
        <Listed query={keys} listing={listing}>
          {(data) => (
            <Table
              caption={d('menu.keys')}
              columns={columns}
              rows={data.keys}
              rowKey={(row) => row.id}
              empty={<Empty title={listing.values.search || listing.values.state ? t('list.filtered') : d('keys.none')} />}
            />
          )}
        </Listed>
      </section>
      {writes ? <Make organization={organization} /> : null}
    </>
  );
}

function Make({ organization }: { organization: string }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [until, setUntil] = useState('');
  const [actions, setActions] = useState<Action[]>(['uses.write', 'access.read']);
  const make = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/keys', {
          params: { path: { organization } },
          body: { name: name.trim(), actions, expires_at: `${until}T23:59:59Z` },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization, 'keys') }),
  });
  return (
    <section className="card">
      <h2>{d('keys.make')}</h2>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <div className="fields">
          <label className="stacked">
            {d('keys.name')}
            <input className="field" required maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
          </label>
          <label className="stacked">
            {d('keys.until')}
            <input className="field" type="date" required value={until} onChange={(event) => setUntil(event.target.value)} />
            <span className="quiet">{d('secret.untilHint')}</span>
          </label>
        </div>
        <fieldset className="methods">
          <legend>{d('keys.actions')}</legend>
          {ACTIONS.map((action) => (
            <label key={action} className="tick">
              <input
                type="checkbox"
                className="check"
                checked={actions.includes(action)}
                onChange={(event) =>
                  setActions(event.target.checked ? [...actions, action] : actions.filter((one) => one !== action))
                }
              />
              <span>{d(`action|${action}`, { keySeparator: '|' })}</span>
            </label>
          ))}
        </fieldset>
        <Refused error={make.error} />
        <p className="actions">
          <button type="submit" className="button primary" disabled={make.isPending || actions.length === 0}>
            {d('keys.makeNow')}
          </button>
        </p>
        {make.data?.secret ? <Once title={d('secret.made_', { name: make.data.name })} value={make.data.secret} /> : null}
      </form>
    </section>
  );
}
