import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { api, read, type Schemas } from '../api/client';
import { currentRealm } from '../api/realm';
import { useDeskWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { More, pageOf } from '../ui/More';
import { PageHead } from '../ui/Shell';
import { Empty } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';

type Row = Schemas['OrganizationSummary'];

/** Every organization, searched and paged by the server. */
export function OrganizationsPage() {
  const d = useDeskWords();
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const query = useInfiniteQuery({
    queryKey: ['organizations', currentRealm(), 'pages', search],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/v1/organizations', {
          params: { query: { ...(search ? { search } : {}), ...(pageParam ? { after: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.next,
  });
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: d('organizations.name'),
      cell: (row) => (
        <Link to="/vendor/organizations/$organization" params={{ organization: row.id }}>
          <strong>{row.name}</strong>
        </Link>
      ),
    },
    { key: 'id', title: d('organizations.id'), cell: (row) => <code>{row.id}</code> },
    { key: 'kind', title: d('organizations.kind'), cell: (row) => d(`organizations.${row.kind}`) },
    {
      key: 'open',
      title: d('organizations.platform'),
      cell: (row) => (
        <Link to="/o/$organization" params={{ organization: row.id }}>
          {d('organizations.open')}
        </Link>
      ),
    },
  ];
  return (
    <>
      <PageHead
        title={d('menu.organizations')}
        lead={d('organizations.lead')}
        actions={<CsvButton path="/v1/organizations?limit=200" name="organizations" />}
      />
      <div className="filters">
        <label>
          {d('organizations.search')}{' '}
          <input className="field" type="search" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
      </div>
      <section className="card">
        <More query={query}>
          {(pages) => (
            <Table
              caption={d('menu.organizations')}
              columns={columns}
              rows={pageOf(pages, (page) => page.organizations)}
              rowKey={(row) => row.id}
              empty={<Empty title={d('organizations.none')} />}
            />
          )}
        </More>
      </section>
    </>
  );
}
