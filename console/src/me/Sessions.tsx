import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Ask } from '../ui/Dialog';
import { When } from '../ui/format';
import { Shown } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { ME, ownZone } from './data';

type Session = Schemas['Sessions']['items'][number];

const KEY = [...ME, 'sessions'];
const METHODS = {
  PASSWORD: 'me.password_',
  PASSKEY: 'me.passkey',
  LINK: 'me.link',
  SINGLE_SIGN_ON: 'me.signOn',
} as const;

/** Where a person is signed in; each session can be ended, or all others at once. */
export function Sessions() {
  const d = useDeskWords();
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: KEY, queryFn: () => read(api.GET('/v1/sessions')) });
  const end = useMutation({
    mutationFn: (session: string) => read(api.DELETE('/v1/sessions/{session}', { params: { path: { session } } })),
    onSuccess: (data) => queries.setQueryData(KEY, data),
  });
  const endOthers = useMutation({
    mutationFn: () => read(api.DELETE('/v1/sessions')),
    onSuccess: (data) => queries.setQueryData(KEY, data),
  });
  const columns: Column<Session>[] = [
    {
      key: 'browser',
      title: d('me.browser'),
      cell: (row) => (
        <>
          <strong>{row.browser}</strong> {row.current ? <Tag tone="good">{d('me.this')}</Tag> : null}
        </>
      ),
    },
    { key: 'address', title: d('me.address'), cell: (row) => <code>{row.address}</code> },
    { key: 'how', title: d('me.how'), cell: (row) => d(METHODS[row.method]) },
    { key: 'since', title: d('me.since'), cell: (row) => <When at={row.signed_in_at} zone={ownZone()} /> },
    { key: 'seen', title: d('me.seen'), cell: (row) => <When at={row.last_used_at} zone={ownZone()} /> },
    {
      key: 'end',
      title: d('me.end'),
      cell: (row) =>
        row.current ? (
          '—'
        ) : (
          <Ask
            label={d('me.end')}
            name={d('me.endOne', { browser: row.browser })}
            title={d('me.endTitle')}
            mutation={end}
            onYes={() => end.mutateAsync(row.id)}
          >
            <p>{d('me.endText', { browser: row.browser, address: row.address })}</p>
          </Ask>
        ),
    },
  ];
  return (
    <section className="card" aria-labelledby="sessions">
      <div className="stock-head">
        <h2 id="sessions">{d('me.sessions')}</h2>
        {(sessions.data?.items.length ?? 0) > 1 ? (
          <Ask
            label={d('me.endOthers')}
            title={d('me.endOthersTitle')}
            mutation={endOthers}
            onYes={() => endOthers.mutateAsync()}
          >
            <p>{d('me.endOthersText')}</p>
          </Ask>
        ) : null}
      </div>
      <p className="quiet">{d('me.sessionsText')}</p>
      <Shown query={sessions}>
        {(data) => (
          <Table
            caption={d('me.sessions')}
            columns={columns}
            rows={data.items}
            rowKey={(row) => row.id}
            empty={null}
          />
        )}
      </Shown>
    </section>
  );
}
