import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, freshKey, keyed, read, type Schemas } from '../api/client';
import { useDeskWords, useLanguage } from '../i18n';
import { orgKey } from '../org/data';
import { formatMoney, isNothing, Money, startOf } from '../ui/format';
import { Empty, Refused } from '../ui/Shown';
import { Tag, toneOf } from '../ui/Tag';

/** The orders that wait for money; one with a total of zero waits for the agreement only. */
function awaited(overview: Schemas['Overview']): Schemas['OpenOrder'][] {
  return overview.open_orders.filter((order) => order.state === 'CONFIRMED' && !isNothing(order.due));
}

/** The orders that wait for money, for those who may not record any. */
export function AwaitedTransfers({ overview }: { overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const waiting = awaited(overview);
  if (waiting.length === 0) {
    return <Empty title={d('vendor.noOrders')} />;
  }
  return (
    <ul className="plain tasks">
      {waiting.map((one) => (
        <li key={one.order}>
          <Link to="/o/$organization/orders/$order" params={{ organization: overview.organization, order: one.order }}>
            {one.reference}
          </Link>
          <Money value={one.due} />
        </li>
      ))}
    </ul>
  );
}

/** Records a transfer that the bank has booked, for one of the orders that wait. */
export function TransferForm({ overview }: { overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const waiting = awaited(overview);
  const [chosen, setChosen] = useState('');
  const order = waiting.find((one) => one.order === chosen) ?? waiting[0];
  const [amount, setAmount] = useState('');
  const [day, setDay] = useState('');
  const [reference, setReference] = useState('');
  const [key, setKey] = useState(freshKey);
  const record = useMutation({
    mutationFn: (to: Schemas['OpenOrder']) =>
      read(
        api.POST('/v1/organizations/{organization}/payments', {
          params: { path: { organization: overview.organization }, header: keyed(key) },
          body: {
            orders: [to.order],
            method: 'transfer',
            amount: { amount: amount.trim() || to.due.amount, currency: to.due.currency },
            ...(day ? { received_at: startOf(day, overview.zone) } : {}),
            ...(reference.trim() ? { reference: reference.trim() } : {}),
          },
        }),
      ),
    onSuccess: () => {
      setKey(freshKey());
      return queries.invalidateQueries({ queryKey: orgKey(overview.organization) });
    },
  });
  return (
    <>
      {record.data ? (
        <div className="notice good" role="status">
          <strong>{d('vendor.recorded')}</strong>
          {record.data.orders.map((one) => (
            <p key={one.order}>
              <Tag tone={toneOf(one.state)}>{d(`order.${one.state}`)}</Tag> {d('orders.due')} <Money value={one.due} />
            </p>
          ))}
        </div>
      ) : null}
      <Refused error={record.error} />
      {order ? (
        <form
          className="stack"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            record.mutate(order);
          }}
        >
          <div className="fields">
            <label className="stacked">
              {d('vendor.order')}
              <select className="field" value={order.order} onChange={(event) => setChosen(event.target.value)}>
                {waiting.map((one) => (
                  <option key={one.order} value={one.order}>
                    {`${one.reference} · ${formatMoney(one.due, language)}`}
                  </option>
                ))}
              </select>
            </label>
            <label className="stacked">
              {d('vendor.amount', { currency: order.due.currency })}
              <input
                className="field end"
                inputMode="decimal"
                pattern="(0|[1-9][0-9]*)([.][0-9]{1,2})?"
                placeholder={order.due.amount}
                value={amount}
                onChange={(event) => setAmount(event.target.value)}
              />
            </label>
            <label className="stacked">
              {d('vendor.valueDate')}
              <input className="field" type="date" value={day} onChange={(event) => setDay(event.target.value)} />
            </label>
            <label className="stacked">
              {d('vendor.bankReference')}
              <input className="field" maxLength={200} value={reference} onChange={(event) => setReference(event.target.value)} />
            </label>
          </div>
          <p className="actions">
            <button type="submit" className="button primary" disabled={record.isPending}>
              {d('vendor.recordTransfer')}
            </button>
          </p>
        </form>
      ) : (
        <Empty title={d('vendor.noOrders')} />
      )}
    </>
  );
}
