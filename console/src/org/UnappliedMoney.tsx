import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { may } from '../api/access';
import { api, keyed, read, type MoneyValue, type Schemas } from '../api/client';
import { useKeys } from '../api/keys';
import { useDeskWords, useLanguage } from '../i18n';
import { AmountField } from '../ui/AmountField';
import { Question } from '../ui/Dialog';
import { Definition, formatMoney, isNothing, Money, smaller } from '../ui/format';
import { Trouble } from '../ui/Shown';
import { BookedMoney } from './BookedMoney';
import { awaitingMoney, orgKey } from './data';

type Wanted = Schemas['ApplicationWanted'];

/** The money that no order has taken, and what is owed; who may, applies it to an order. */
export function UnappliedMoney({ overview }: { overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const { organization } = overview;
  const sums = useQuery({
    queryKey: orgKey(organization, 'unapplied'),
    queryFn: () => read(api.GET('/v1/organizations/{organization}/unapplied-money', { params: { path: { organization } } })),
  });
  const apply = useApply(organization);
  if (sums.error && !sums.data) {
    return <Trouble error={sums.error} again={() => void sums.refetch()} />;
  }
  const unapplied = (sums.data?.unapplied ?? []).filter((money) => !isNothing(money));
  const owed = sums.data?.owed ?? [];
  if (unapplied.length === 0 && owed.length === 0 && !apply.data) {
    return null;
  }
  return (
    <section className="card" id="unapplied" aria-labelledby="unapplied-title">
      <h2 id="unapplied-title">{d('unapplied.title')}</h2>
      <dl className="definitions">
        {unapplied.map((money) => (
          <Definition key={money.currency} term={d('payments.part.unapplied')}>
            <Money value={money} />
          </Definition>
        ))}
        {owed.map((money) => (
          <Definition key={money.currency} term={d('unapplied.owed')}>
            <Money value={money} />
          </Definition>
        ))}
      </dl>
      {owed.length > 0 ? <p className="quiet">{d('unapplied.owedText')}</p> : null}
      {apply.data ? <BookedMoney title={d('unapplied.applied')} answer={apply.data} /> : null}
      {unapplied.length > 0 && may('payments.apply', organization) ? (
        <ApplyForm overview={overview} unapplied={unapplied} apply={apply} />
      ) : null}
    </section>
  );
}

function useApply(organization: string) {
  const queries = useQueryClient();
  const keys = useKeys();
  return useMutation({
    mutationFn: (body: Wanted) =>
      read(
        api.POST('/v1/organizations/{organization}/unapplied-money/apply', {
          params: { path: { organization }, header: keyed(keys.of(body)) },
          body,
        }),
      ),
    onSuccess: () => {
      keys.booked();
      return queries.invalidateQueries({ queryKey: orgKey(organization) });
    },
  });
}

function ApplyForm({
  overview,
  unapplied,
  apply,
}: {
  overview: Schemas['Overview'];
  unapplied: MoneyValue[];
  apply: ReturnType<typeof useApply>;
}) {
  const d = useDeskWords();
  const language = useLanguage();
  const restOf = ({ due }: Schemas['OpenOrder']) => unapplied.find((money) => money.currency === due.currency);
  const waiting = awaitingMoney(overview).filter(restOf);
  const [chosen, setChosen] = useState('');
  const [amount, setAmount] = useState('');
  const [asked, setAsked] = useState<(Wanted & { reference: string }) | null>(null);
  const order = waiting.find((one) => one.order === chosen) ?? waiting[0];
  const rest = order ? restOf(order) : undefined;
  if (!order || !rest) {
    return <p className="quiet">{d('unapplied.none')}</p>;
  }
  const proposed = smaller(order.due, rest);
  return (
    <>
      <form
        className="stack"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          apply.reset();
          setAsked({
            order: order.order,
            reference: order.reference,
            amount: { amount: amount || proposed.amount, currency: proposed.currency },
          });
        }}
      >
        <div className="fields">
          <label className="stacked">
            {d('unapplied.order')}
            <select className="field" value={order.order} onChange={(event) => setChosen(event.target.value)}>
              {waiting.map((one) => (
                <option key={one.order} value={one.order}>
                  {`${one.reference} · ${formatMoney(one.due, language)}`}
                </option>
              ))}
            </select>
          </label>
          <AmountField
            label={d('unapplied.amount')}
            placeholder={proposed.amount}
            required={false}
            value={amount}
            onChange={setAmount}
          />
        </div>
        <p className="actions">
          <button type="submit" className="button primary">
            {d('unapplied.apply')}
          </button>
        </p>
      </form>
      {asked ? (
        <Question
          title={d('unapplied.confirm', { amount: formatMoney(asked.amount, language), reference: asked.reference })}
          yes={d('unapplied.yes')}
          tone="primary"
          mutation={apply}
          onYes={async () => {
            await apply.mutateAsync({ order: asked.order, amount: asked.amount });
            setAmount('');
          }}
          onClose={() => setAsked(null)}
        >
          <p>{d('unapplied.oldest')}</p>
          <p>{d('unapplied.paid')}</p>
        </Question>
      ) : null}
    </>
  );
}
