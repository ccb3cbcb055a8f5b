import { useMutation, useQueryClient } from '@tanstack/react-query';
import { may } from '../api/access';
import { api, freshKey, keyed, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { Deadline, useText, When } from '../ui/format';
import { ListPage } from '../ui/ListPage';
import { PAGE_ROWS, TEXT, useList, useListing } from '../ui/listing';
import { Refused } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useHolderName, useOrganization, useOverview } from './data';

type License = Schemas['License'];

const STATES = ['ACTIVE', 'ARREARS', 'SUSPENDED', 'PENDING', 'ENDED'] as const;
const SORTS = ['ENDING', 'BOUGHT', 'ITEM'] as const;

/** Licenses by feature and institution, sorted by their end. */
export function LicensesPage() {
  const d = useDeskWords();
  const t = useWords();
  const text = useText();
  const organization = useOrganization();
  const holder = useHolderName(organization);
  const zone = useOverview(organization).data?.zone;
  const queries = useQueryClient();
  const listing = useListing({ search: TEXT, state: STATES, sort: SORTS });
  const licenses = useList(orgKey(organization, 'licenses'), listing, (asked) =>
    read(
      api.GET('/v1/organizations/{organization}/licenses', {
        params: { path: { organization }, query: { limit: PAGE_ROWS, ...asked } },
      }),
    ),
  );
  const end = useMutation({
    mutationFn: (license: License) =>
      read(
        api.POST('/v1/organizations/{organization}/licenses/{license}/end', {
          params: { path: { organization, license: license.id }, header: keyed(freshKey()) },
          body: { at_end: !license.ends_at_until },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization) }),
  });
  const columns = (at: string): Column<License>[] => [
    { key: 'item', title: d('licenses.item'), cell: (row) => <strong>{text(row.name) || row.item}</strong> },
    { key: 'for', title: d('licenses.for'), cell: (row) => holder(row.for) },
    {
      key: 'state',
      title: d('licenses.state'),
      cell: (row) => (
        <span className="tags">
          <Tag tone={toneOf(row.state)}>{d(`state.${row.state}`)}</Tag>
          {row.ends_at_until ? <Tag tone="calm">{d('licenses.ending')}</Tag> : null}
        </span>
      ),
    },
    { key: 'from', title: d('licenses.from'), cell: (row) => <When at={row.from} zone={zone} /> },
    {
      key: 'until',
      title: d('licenses.until'),
      cell: (row) =>
        row.until ? (
          row.state === 'ACTIVE' ? (
            <Deadline until={row.until} at={at} zone={zone} />
          ) : (
            <When at={row.until} zone={zone} />
          )
        ) : (
          d('licenses.noEnd')
        ),
    },
    {
      key: 'do',
      title: d('licenses.do'),
      cell: (row) =>
        row.form === 'SUBSCRIPTION' && row.state === 'ACTIVE' && may('licenses.write', organization) ? (
          <button type="button" className="button small" disabled={end.isPending} onClick={() => end.mutate(row)}>
            {row.ends_at_until ? d('licenses.keep') : d('licenses.letEnd')}
          </button>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <ListPage
      title={d('menu.licenses')}
      lead={d('licenses.lead')}
      csv={{ path: `/v1/organizations/${organization}/licenses`, name: `licenses-${organization}` }}
      note={<Refused error={end.error} />}
      listing={listing}
      filters={{
        search: { label: t('list.search') },
        state: { label: d('licenses.state'), name: (one) => d(`state.${one}`) },
        sort: { label: t('list.sort'), name: (one) => d(`licenses.sort.${one}`) },
      }}
      query={licenses}
      rows={(page) => page.items}
      empty={d('overview.noRights')}
      show={(rows, page) => (
        <Table caption={d('menu.licenses')} columns={columns(page.at)} rows={rows} rowKey={(row) => row.id} />
      )}
    />
  );
}
