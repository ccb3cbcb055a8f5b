import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { productOf } from '../shop/lines';
import { Deadline, useText, When } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Empty, Shown } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { useHolderName, useOrganization, useOverview } from './data';

type Right = Schemas['Right'];

const nameOf = (right: Right) => `${right.item} ${right.for} ${right.until ?? ''}`;

/** What can be renewed, several at once in one order. */
export function RenewalsPage() {
  const d = useDeskWords();
  const text = useText();
  const organization = useOrganization();
  const overview = useOverview(organization);
  const holder = useHolderName(organization);
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <>
      <PageHead title={d('menu.renewals')} lead={d('renewals.lead')} />
      <Shown query={overview}>
        {(data) => {
          const rows = data.works.filter((right) => right.renewal);
          const columns: Column<Right>[] = [
            {
              key: 'choose',
              title: d('renewals.choose'),
              cell: (row) => (
                <input
                  type="checkbox"
                  className="check"
                  aria-label={d('renewals.chooseOne', { name: text(row.name), holder: holder(row.for) })}
                  checked={chosen.includes(nameOf(row))}
                  onChange={(event) =>
                    setChosen(
                      event.target.checked ? [...chosen, nameOf(row)] : chosen.filter((name) => name !== nameOf(row)),
                    )
                  }
                />
              ),
            },
            { key: 'item', title: d('licenses.item'), cell: (row) => <strong>{text(row.name)}</strong> },
            { key: 'for', title: d('licenses.for'), cell: (row) => <span className="holder">{holder(row.for)}</span> },
            {
              key: 'state',
              title: d('licenses.state'),
              cell: (row) => <Tag tone={toneOf(row.state)}>{d(`state.${row.state}`)}</Tag>,
            },
            {
              key: 'until',
              title: d('licenses.until'),
              cell: (row) =>
                row.until ? (
                  row.state === 'ACTIVE' ? (
                    <Deadline until={row.until} at={data.at} zone={data.zone} />
                  ) : (
                    <When at={row.until} zone={data.zone} />
                  )
                ) : (
                  '—'
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
          return (
            <section className="card">
              <Table
                caption={d('menu.renewals')}
                columns={columns}
                rows={rows}
                rowKey={nameOf}
                empty={<Empty title={d('renewals.none')} />}
              />
              {data.counts.works > data.works.length ? (
                <p className="notice info">{d('renewals.first', { count: data.works.length })}</p>
              ) : null}
              {rows.length > 0 ? (
                <p className="actions">
                  <button
                    type="button"
                    className="button primary"
                    disabled={chosen.length === 0}
                    onClick={() => {
                      const lines = rows
                        .filter((row) => chosen.includes(nameOf(row)))
                        .flatMap((row) => (row.renewal ? [row.renewal] : []));
                      void navigate({
                        to: '/o/$organization/buy',
                        params: { organization },
                        search: { lines, product: productOf(lines[0]?.item ?? '') },
                      });
                    }}
                  >
                    {chosen.length === 0 ? d('renewSome') : d('renewals.renew', { count: chosen.length })}
                  </button>
                </p>
              ) : null}
            </section>
          );
        }}
      </Shown>
    </>
  );
}
