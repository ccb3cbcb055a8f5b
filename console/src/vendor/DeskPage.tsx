import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, keyed, read, type Schemas } from '../api/client';
import { currentRealm } from '../api/realm';
import { useDeskWords, useWords } from '../i18n';
import { Deadline, Money, Quantity, useText, When } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Empty, Refused, Shown } from '../ui/Shown';
import { Tag } from '../ui/Tag';

const LOOK_AGAIN_MILLISECONDS = 30_000;

/** What needs a person now: approvals with their clock, transfers to match, arrears and suspensions, requests. */
export function DeskPage() {
  const d = useDeskWords();
  const desk = useQuery({
    queryKey: ['desk', currentRealm()],
    queryFn: () => read(api.GET('/v1/desk')),
    refetchInterval: LOOK_AGAIN_MILLISECONDS,
  });
  return (
    <>
      <PageHead title={d('desk.title')} lead={d('desk.lead')} />
      <Shown query={desk}>
        {(data) => (
          <>
            {data.left_off ? <p className="notice warn">{d('desk.leftOff')}</p> : null}
            <div className="grid two">
              <Approvals desk={data} />
              <Debts desk={data} />
              <Transfers desk={data} />
              <Services desk={data} />
              <Requests />
              <Others desk={data} />
            </div>
          </>
        )}
      </Shown>
    </>
  );
}

function Part({ title, count, empty, children }: { title: string; count: number; empty: string; children: ReactNode }) {
  return (
    <section className="card" aria-label={title}>
      <h2>
        {title} <span className="count-mark">{count}</span>
      </h2>
      {count === 0 ? <Empty title={empty} /> : <ul className="plain tasks">{children}</ul>}
    </section>
  );
}

function Who({ organization, name }: { organization: string; name: string }) {
  return (
    <Link to="/vendor/organizations/$organization" params={{ organization }}>
      <strong>{name}</strong>
    </Link>
  );
}

function Approvals({ desk }: { desk: Schemas['Desk'] }) {
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
    <Part title={d('desk.approvals')} count={desk.approvals.length} empty={d('desk.noApprovals')}>
      {desk.approvals.map((row) => (
        <li key={row.order}>
          <div>
            <Who organization={row.organization} name={row.name} /> <Money value={row.total} />
            {row.activate_by ? (
              <p className="quiet">
                {d('desk.activateBy')} <Deadline until={row.activate_by} at={desk.at} />
              </p>
            ) : null}
            {row.breached ? <Tag tone="bad">{d('desk.breached')}</Tag> : null}
          </div>
          <button
            type="button"
            className="button small primary"
            disabled={approve.isPending}
            onClick={() => approve.mutate(row)}
          >
            {d('desk.approve')}
          </button>
        </li>
      ))}
      <Refused error={approve.error} />
    </Part>
  );
}

function Debts({ desk }: { desk: Schemas['Desk'] }) {
  const d = useDeskWords();
  const t = useWords();
  const text = useText();
  return (
    <Part title={d('desk.debts')} count={desk.debts.length} empty={d('desk.noDebts')}>
      {desk.debts.map((row) => (
        <li key={`${row.organization} ${row.debt.item} ${row.debt.for} ${row.debt.storage_years ?? ''}`}>
          <div>
            <Who organization={row.organization} name={row.name} /> {text(row.debt.name)}
            {row.debt.storage_years ? <> · {t('prices.storage', { count: row.debt.storage_years })}</> : null}
            {row.debt.units !== undefined ? (
              <p>
                {d('debt.owed')} <Quantity value={row.debt.units} unit={row.debt.unit} />
              </p>
            ) : null}
            <p className="quiet">
              {row.debt.suspended ? d('debt.since') : d('debt.suspends')}{' '}
              {row.debt.suspended ? <When at={row.debt.suspends_at} /> : <Deadline until={row.debt.suspends_at} at={desk.at} />}
            </p>
          </div>
          <Tag tone={row.debt.suspended ? 'bad' : 'warn'}>{d(row.debt.suspended ? 'state.SUSPENDED' : 'state.ARREARS')}</Tag>
        </li>
      ))}
    </Part>
  );
}

function Transfers({ desk }: { desk: Schemas['Desk'] }) {
  const d = useDeskWords();
  return (
    <Part title={d('desk.transfers')} count={desk.transfers.length} empty={d('desk.noTransfers')}>
      {desk.transfers.map((row) => (
        <li key={row.order}>
          <div>
            <Who organization={row.organization} name={row.name} /> <Money value={row.due} /> <code>{row.reference}</code>
            {row.expires_at ? (
              <p className="quiet">
                {d('desk.heldUntil')} <Deadline until={row.expires_at} at={desk.at} />
              </p>
            ) : null}
            {row.agreement_missing ? <Tag tone="warn">{d('desk.agreementMissing')}</Tag> : null}
          </div>
          <Link
            to="/vendor/organizations/$organization"
            params={{ organization: row.organization }}
            hash="transfer"
            className="button small"
          >
            {d('desk.record')}
          </Link>
        </li>
      ))}
    </Part>
  );
}

function Services({ desk }: { desk: Schemas['Desk'] }) {
  const d = useDeskWords();
  const text = useText();
  return (
    <Part title={d('desk.services')} count={desk.services.length} empty={d('desk.noServices')}>
      {desk.services.map((row) => (
        <li key={row.service}>
          <div>
            <Who organization={row.organization} name={row.name} /> {text(row.title)}
            <p className="quiet">
              {d('services.deliverBy')} <Deadline until={row.until} at={desk.at} />
            </p>
          </div>
          <span className="row-actions">
            <Tag tone="info">{d(`service.${row.state}`)}</Tag>
            <Link
              to="/vendor/organizations/$organization"
              params={{ organization: row.organization }}
              hash="services"
              className="button small"
            >
              {d('work.open')}
            </Link>
          </span>
        </li>
      ))}
    </Part>
  );
}

function Requests() {
  const d = useDeskWords();
  const requests = useQuery({
    queryKey: ['sales-requests', currentRealm()],
    queryFn: () => read(api.GET('/v1/sales-requests')),
  });
  const rows = requests.data?.requests ?? [];
  return (
    <Part title={d('desk.requests')} count={rows.length} empty={d('desk.noRequests')}>
      {rows.map((row) => (
        <li key={row.id}>
          <div>
            <Who organization={row.organization} name={row.organization} /> <code>{row.item}</code>
            <p>{row.note}</p>
            <p className="quiet">
              {row.contact ?? row.requested_by} · <When at={row.requested_at} />
            </p>
          </div>
        </li>
      ))}
    </Part>
  );
}

function Others({ desk }: { desk: Schemas['Desk'] }) {
  const d = useDeskWords();
  return (
    <Part
      title={d('desk.others')}
      count={desk.kept.length + desk.unapplied.length}
      empty={d('desk.noOthers')}
    >
      {desk.kept.map((row) => (
        <li key={`kept ${row.organization}`}>
          <div>
            <Who organization={row.organization} name={row.name} /> {d('desk.kept', { count: row.uses })}
          </div>
        </li>
      ))}
      {desk.unapplied.map((row) => (
        <li key={`money ${row.organization} ${row.money.currency}`}>
          <div>
            <Who organization={row.organization} name={row.name} /> {d('desk.unapplied')} <Money value={row.money} />
          </div>
        </li>
      ))}
    </Part>
  );
}
