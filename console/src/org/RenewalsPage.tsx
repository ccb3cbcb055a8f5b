import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { productOf } from '../shop/lines';
import { Deadline, useText, When } from '../ui/format';
import { ListPage } from '../ui/ListPage';
import { PAGE_ROWS, TEXT, useList, useListing } from '../ui/listing';
import { Forbidden } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useHolderName, useOrganization, useOverview } from './data';

type License = Schemas['License'];
type Line = Schemas['RenewalLine'];

const STATES = ['ACTIVE', 'ARREARS', 'SUSPENDED'] as const;
const SORTS = ['ENDING', 'ITEM'] as const;

/** What can be renewed, several at once in one order, selected across pages. */
export function RenewalsPage() {
  const d = useDeskWords();
  const t = useWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const listing = useListing({ search: TEXT, state: STATES, sort: SORTS });
  const renewals = useList(orgKey(organization, 'renewals'), listing, (asked) =>
    read(
      api.GET('/v1/organizations/{organization}/licenses', {
        params: { path: { organization }, query: { limit: PAGE_ROWS, renewable: true, ...asked } },
      }),
    ),
  );
  const [chosen, setChosen] = useState<Record<string, Line>>({});
  const columns = useColumns(organization, zone, chosen, setChosen);
  if (!may('orders.write', organization)) {
    return <Forbidden />;
  }
  return (
    <ListPage
      title={d('menu.renewals')}
      lead={d('renewals.lead')}
      csv={{ path: `/v1/organizations/${organization}/licenses?renewable=true`, name: `renewals-${organization}` }}
      listing={listing}
      filters={{
        search: { label: t('list.search') },
        state: { label: d('licenses.state'), name: (one) => d(`state.${one}`) },
        sort: { label: t('list.sort'), name: (one) => d(`licenses.sort.${one}`) },
      }}
      query={renewals}
      rows={(page) => page.items}
      empty={d('renewals.none')}
      show={(rows, page) => (
        <Table caption={d('menu.renewals')} columns={columns(page.at)} rows={rows} rowKey={(row) => row.id} />
      )}
      below={<RenewChosen organization={organization} lines={Object.values(chosen)} />}
    />
  );
}

function useColumns(
  organization: string,
  zone: string | undefined,
  chosen: Record<string, Line>,
  setChosen: (chosen: Record<string, Line>) => void,
): (at: string) => Column<License>[] {
  const d = useDeskWords();
  const text = useText();
  const holder = useHolderName(organization);
  const name = (row: License) => text(row.name) || row.item;
  const choose = (row: License, wanted: boolean) => {
    const { [row.id]: _, ...others } = chosen;
    setChosen(wanted && row.renewal ? { ...others, [row.id]: row.renewal } : others);
  };
  return (at) => [
    {
      key: 'choose',
      title: d('renewals.choose'),
      cell: (row) => (
        <input
          type="checkbox"
          className="check"
          aria-label={d('renewals.chooseOne', { name: name(row), holder: holder(row.for) })}
          checked={row.id in chosen}
          onChange={(event) => choose(row, event.target.checked)}
        />
      ),
    },
    { key: 'item', title: d('licenses.item'), cell: (row) => <strong>{name(row)}</strong> },
    { key: 'for', title: d('licenses.for'), cell: (row) => <span className="holder">{holder(row.for)}</span> },
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
    {
      key: 'until',
      title: d('licenses.until'),
      cell: (row) =>
        !row.until ? (
          '—'
        ) : row.state === 'ACTIVE' ? (
          <Deadline until={row.until} at={at} zone={zone} />
        ) : (
          <When at={row.until} zone={zone} />
        ),
    },
    {
      key: 'term',
      title: d('renewals.term'),
      number: true,
      cell: (row) =>
        row.renewal?.years
          ? d('renewals.years', { count: row.renewal.years })
          : d('renewals.months', { count: row.renewal?.months ?? 0 }),
    },
  ];
}

/** Puts the selection into one order. */
function RenewChosen({ organization, lines }: { organization: string; lines: Line[] }) {
  const d = useDeskWords();
  const navigate = useNavigate();
  return (
    <p className="actions">
      <button
        type="button"
        className="button primary"
        disabled={lines.length === 0}
        onClick={() =>
          void navigate({
            to: '/o/$organization/buy',
            params: { organization },
            search: { lines, product: productOf(lines[0]?.item ?? '') },
          })
        }
      >
        {lines.length === 0 ? d('renewals.some') : d('renewals.renew', { count: lines.length })}
      </button>
    </p>
  );
}
