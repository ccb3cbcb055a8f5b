import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { api, keyed, ProblemError, read, type Schemas } from '../api/client';
import { useKeys } from '../api/keys';
import { useDeskWords, useLanguage, useWords } from '../i18n';
import { BookedMoney } from '../org/BookedMoney';
import { awaitingMoney, orgKey } from '../org/data';
import { AmountField } from '../ui/AmountField';
import { Question } from '../ui/Dialog';
import { Day, Definition, formatMoney, Money, startOf } from '../ui/format';
import { Empty } from '../ui/Shown';

const NO_ORDER = 'none';

/** A transfer as it was typed; where nothing was, what the form proposes. */
interface Transfer {
  order: Schemas['OpenOrder'] | undefined;
  amount: Schemas['MoneyWanted'];
  day: string;
  reference: string;
}

/** The orders that wait for money, for those who may not record any. */
export function AwaitedTransfers({ overview }: { overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const waiting = awaitingMoney(overview);
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

/** Records a transfer that the bank has booked, for one of the orders that wait, or for none. */
export function TransferForm({ overview }: { overview: Schemas['Overview'] }) {
  const record = useRecord(overview);
  const d = useDeskWords();
  const [asked, setAsked] = useState<Transfer | null>(null);
  // After a transfer is recorded the form is empty again.
  const [recorded, setRecorded] = useState(0);
  return (
    <>
      {record.data ? <BookedMoney title={d('vendor.recorded')} answer={record.data} /> : null}
      <Fields
        key={recorded}
        overview={overview}
        onSubmit={(transfer) => {
          record.reset();
          setAsked(transfer);
        }}
      />
      {asked ? (
        <Confirm
          transfer={asked}
          record={record}
          onClose={() => setAsked(null)}
          onRecorded={() => setRecorded((count) => count + 1)}
        />
      ) : null}
    </>
  );
}

function useRecord({ organization, zone }: Schemas['Overview']) {
  const queries = useQueryClient();
  const keys = useKeys();
  return useMutation({
    mutationFn: ({ transfer, distinct }: { transfer: Transfer; distinct: boolean }) => {
      const body = {
        method: 'TRANSFER' as const,
        amount: transfer.amount,
        ...(transfer.order ? { orders: [transfer.order.order] } : {}),
        ...(transfer.day ? { received_at: startOf(transfer.day, zone) } : {}),
        ...(transfer.reference ? { reference: transfer.reference } : {}),
        ...(distinct ? { distinct } : {}),
      };
      return read(
        api.POST('/v1/organizations/{organization}/payments', {
          params: { path: { organization }, header: keyed(keys.of(body)) },
          body,
        }),
      );
    },
    onSuccess: () => {
      keys.booked();
      return queries.invalidateQueries({ queryKey: orgKey(organization) });
    },
  });
}

function Fields({ overview, onSubmit }: { overview: Schemas['Overview']; onSubmit: (transfer: Transfer) => void }) {
  const d = useDeskWords();
  const language = useLanguage();
  const waiting = awaitingMoney(overview);
  const [chosen, setChosen] = useState('');
  const order = chosen === NO_ORDER ? undefined : (waiting.find((one) => one.order === chosen) ?? waiting[0]);
  const [amount, setAmount] = useState('');
  const [currency, setCurrency] = useState('');
  const [day, setDay] = useState('');
  const [reference, setReference] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit({
          order,
          amount: { amount: amount || (order?.due.amount ?? ''), currency: currency || (order?.due.currency ?? '') },
          day,
          reference: reference.trim(),
        });
      }}
    >
      <div className="fields">
        <label className="stacked">
          {d('vendor.order')}
          <select className="field" value={order?.order ?? NO_ORDER} onChange={(event) => setChosen(event.target.value)}>
            {waiting.map((one) => (
              <option key={one.order} value={one.order}>
                {`${one.reference} · ${formatMoney(one.due, language)}`}
              </option>
            ))}
            <option value={NO_ORDER}>{d('transfer.noOrder')}</option>
          </select>
        </label>
        <AmountField
          label={d('vendor.amount')}
          placeholder={order?.due.amount}
          required={!order || currency !== ''}
          value={amount}
          onChange={setAmount}
        />
        <label className="stacked">
          {d('transfer.currency')}
          <input
            className="field"
            pattern="[A-Z]{3}"
            placeholder={order?.due.currency}
            required={!order}
            value={currency}
            onChange={(event) => setCurrency(event.target.value.trim().toUpperCase())}
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
        <button type="submit" className="button primary">
          {d('vendor.recordTransfer')}
        </button>
      </p>
    </form>
  );
}

/** Says what the transfer will cause; if one like it is known, asks whether it is another. */
function Confirm({
  transfer,
  record,
  onClose,
  onRecorded,
}: {
  transfer: Transfer;
  record: ReturnType<typeof useRecord>;
  onClose: () => void;
  onRecorded: () => void;
}) {
  const d = useDeskWords();
  const language = useLanguage();
  const t = useWords();
  const [distinct, setDistinct] = useState(false);
  const known = distinct || isKnown(record.error);
  return (
    <Question
      title={d('transfer.confirm')}
      yes={d('transfer.yes')}
      tone="primary"
      mutation={record}
      onYes={async () => {
        await record.mutateAsync({ transfer, distinct });
        onRecorded();
      }}
      explain={(error) => (isKnown(error) ? t('code.PAYMENT_KNOWN') : null)}
      onClose={onClose}
    >
      <dl className="definitions">
        <Definition term={d('vendor.amount')}>
          <span className="number">{formatMoney(transfer.amount, language)}</span>
        </Definition>
        <Definition term={d('vendor.valueDate')}>{transfer.day ? <Day value={transfer.day} /> : d('transfer.today')}</Definition>
        {transfer.reference ? (
          <Definition term={d('vendor.bankReference')}>
            <code>{transfer.reference}</code>
          </Definition>
        ) : null}
        <Definition term={d('transfer.for')}>
          {transfer.order ? transfer.order.reference : d('transfer.noOrder')}
        </Definition>
      </dl>
      <p className="apart">{d(transfer.order ? 'transfer.paysOrder' : 'transfer.paysNone')}</p>
      <p>{d('transfer.final')}</p>
      {known ? (
        <label className="tick">
          <input type="checkbox" className="check" checked={distinct} onChange={(event) => setDistinct(event.target.checked)} />
          <span>{d('transfer.distinct')}</span>
        </label>
      ) : null}
    </Question>
  );
}

function isKnown(error: Error | null): boolean {
  return error instanceof ProblemError && error.code === 'PAYMENT_KNOWN';
}
