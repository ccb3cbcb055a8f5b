import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may } from '../api/access';
import { api, keyed, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Deadline, Money, personName, Quantity, useText, When } from '../ui/format';
import { Empty, Refused } from '../ui/Shown';
import { About } from '../ui/Subject';
import { Tag } from '../ui/Tag';

/** The lists of the desk, in the order of the page. */
export const SECTIONS = [
  'approvals',
  'debts',
  'transfers',
  'services',
  'sales_requests',
  'returns',
  'unapplied',
  'kept',
] as const;
export type Section = (typeof SECTIONS)[number];

/** The part of the desk in an answer: the first rows of each list, or a page of one. */
type Rows = Pick<Schemas['Desk'], 'at'> & Partial<Pick<Schemas['Desk'], Section>>;

/** The rows of one list of the desk. */
export function SectionRows({ section, rows }: { section: Section; rows: Rows }) {
  const d = useDeskWords();
  if ((rows[section] ?? []).length === 0) {
    return <Empty title={d(`desk.none.${section}`)} />;
  }
  switch (section) {
    case 'approvals':
      return <Approvals rows={rows.approvals ?? []} at={rows.at} />;
    case 'debts':
      return <Debts rows={rows.debts ?? []} at={rows.at} />;
    case 'transfers':
      return <Transfers rows={rows.transfers ?? []} at={rows.at} />;
    case 'services':
      return <Services rows={rows.services ?? []} at={rows.at} />;
    case 'sales_requests':
      return <Requests rows={rows.sales_requests ?? []} />;
    case 'returns':
      return <Returns rows={rows.returns ?? []} />;
    case 'unapplied':
      return <Unapplied rows={rows.unapplied ?? []} />;
    case 'kept':
      return <Kept rows={rows.kept ?? []} />;
  }
}

function Rows({ children }: { children: ReactNode }) {
  return <ul className="plain tasks">{children}</ul>;
}

function Who({ organization, name }: { organization: string; name: string }) {
  return (
    <Link to="/vendor/organizations/$organization" params={{ organization }}>
      <strong>{name}</strong>
    </Link>
  );
}

function Approvals({ rows, at }: { rows: Schemas['DeskApproval'][]; at: string }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const approve = useMutation({
    mutationFn: (row: Schemas['DeskApproval']) =>
      read(
        api.POST('/v1/organizations/{organization}/orders/{order}/approve', {
          params: {
            path: { organization: row.organization, order: row.order },
            header: keyed(`console-approve-${row.order}`),
          },
          body: {},
        }),
      ),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <>
      <Rows>
        {rows.map((row) => (
          <li key={row.order}>
            <div>
              <Who organization={row.organization} name={row.name} /> <Money value={row.total} /> <code>{row.reference}</code>
              {row.activate_by ? (
                <p className="quiet">
                  {d('desk.activateBy')} <Deadline until={row.activate_by} at={at} />
                </p>
              ) : null}
              {row.breached ? <Tag tone="bad">{d('desk.breached')}</Tag> : null}
            </div>
            {may('orders.approve') ? (
              <button
                type="button"
                className="button small primary"
                disabled={approve.isPending}
                onClick={() => approve.mutate(row)}
              >
                {d('desk.approve')}
              </button>
            ) : null}
          </li>
        ))}
      </Rows>
      <Refused error={approve.error} />
    </>
  );
}

function Debts({ rows, at }: { rows: Schemas['DeskDebt'][]; at: string }) {
  const d = useDeskWords();
  return (
    <Rows>
      {rows.map((row) => (
        <li key={`${row.organization} ${JSON.stringify(row.debt.subject)}`}>
          <div>
            <Who organization={row.organization} name={row.name} />{' '}
            <About subject={row.debt.subject} name={row.debt.name} organization={row.organization} />
            {row.debt.units !== undefined ? (
              <p>
                {d('debt.owed')} <Quantity value={row.debt.units} unit={row.debt.unit} />
              </p>
            ) : null}
            <p className="quiet">
              {row.debt.suspended ? d('debt.since') : d('debt.suspends')}{' '}
              {row.debt.suspended ? <When at={row.debt.suspends_at} /> : <Deadline until={row.debt.suspends_at} at={at} />}
            </p>
          </div>
          <Tag tone={row.debt.suspended ? 'bad' : 'warn'}>{d(row.debt.suspended ? 'state.SUSPENDED' : 'state.ARREARS')}</Tag>
        </li>
      ))}
    </Rows>
  );
}

function Transfers({ rows, at }: { rows: Schemas['DeskTransfer'][]; at: string }) {
  const d = useDeskWords();
  return (
    <Rows>
      {rows.map((row) => (
        <li key={row.order}>
          <div>
            <Who organization={row.organization} name={row.name} /> <Money value={row.due} /> <code>{row.reference}</code>
            {row.expires_at ? (
              <p className="quiet">
                {d('desk.heldUntil')} <Deadline until={row.expires_at} at={at} />
              </p>
            ) : null}
            {row.agreement_missing ? <Tag tone="warn">{d('desk.agreementMissing')}</Tag> : null}
          </div>
          {may('payments.record') ? (
            <Link
              to="/vendor/organizations/$organization"
              params={{ organization: row.organization }}
              hash="transfer"
              className="button small"
            >
              {d('desk.record')}
            </Link>
          ) : null}
        </li>
      ))}
    </Rows>
  );
}

function Services({ rows, at }: { rows: Schemas['DeskService'][]; at: string }) {
  const d = useDeskWords();
  const text = useText();
  return (
    <Rows>
      {rows.map((row) => (
        <li key={row.service}>
          <div>
            <Who organization={row.organization} name={row.name} /> {text(row.title)}
            <p className="quiet">
              {d('services.deliverBy')} <Deadline until={row.until} at={at} />
            </p>
          </div>
          <span className="row-actions">
            <Tag tone="info">{d(`service.${row.state}`)}</Tag>
            {may('services.deliver') ? (
              <Link
                to="/vendor/organizations/$organization"
                params={{ organization: row.organization }}
                hash="services"
                className="button small"
              >
                {d('work.open')}
              </Link>
            ) : null}
          </span>
        </li>
      ))}
    </Rows>
  );
}

function Requests({ rows }: { rows: Schemas['DeskSalesRequest'][] }) {
  const text = useText();
  return (
    <Rows>
      {rows.map((row) => (
        <li key={row.request}>
          <div>
            <Who organization={row.organization} name={row.name} /> {text(row.title)}
            {row.note ? <p>{row.note}</p> : null}
            <p className="quiet">
              {row.contact ?? row.requested_by} · <When at={row.requested_at} />
            </p>
          </div>
        </li>
      ))}
    </Rows>
  );
}

function Returns({ rows }: { rows: Schemas['DeskReturn'][] }) {
  const d = useDeskWords();
  return (
    <Rows>
      {rows.map((row) => (
        <li key={row.return}>
          <div>
            <Who organization={row.organization} name={row.name} /> <Money value={row.amount} />
            <p className="quiet">
              {d('desk.returnTo', { to: row.to, by: personName(row.proposed_by) })} · <When at={row.proposed_at} />
            </p>
          </div>
        </li>
      ))}
    </Rows>
  );
}

function Unapplied({ rows }: { rows: Schemas['DeskMoney'][] }) {
  const d = useDeskWords();
  return (
    <Rows>
      {rows.map((row) => (
        <li key={`${row.organization} ${row.money.currency}`}>
          <div>
            <Who organization={row.organization} name={row.name} /> <Money value={row.money} />
          </div>
          {may('payments.apply') ? (
            <Link
              to="/vendor/organizations/$organization"
              params={{ organization: row.organization }}
              hash="unapplied"
              className="button small"
            >
              {d('desk.apply')}
            </Link>
          ) : null}
        </li>
      ))}
    </Rows>
  );
}

function Kept({ rows }: { rows: Schemas['DeskKept'][] }) {
  const d = useDeskWords();
  return (
    <Rows>
      {rows.map((row) => (
        <li key={row.organization}>
          <div>
            <Who organization={row.organization} name={row.name} /> {d('desk.keptUses', { count: row.uses })}
          </div>
        </li>
      ))}
    </Rows>
  );
}
