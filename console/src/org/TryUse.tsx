import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { may } from '../api/access';
import { api, freshKey, read, type Schemas } from '../api/client';
import { currentRealm, LIVE } from '../api/realm';
import { useDeskWords } from '../i18n';
import { Quantity, useText } from '../ui/format';
import { Refused } from '../ui/Shown';
import { Tag } from '../ui/Tag';

/** In a sandbox, a person with the permission can book uses here, as a product would, and sees the result. */
export function TryUse({ organization, pool }: { organization: string; pool: Schemas['StockEntry'] }) {
  const d = useDeskWords();
  const text = useText();
  const queries = useQueryClient();
  const [quantity, setQuantity] = useState('100');
  const [key, setKey] = useState(freshKey);
  const use = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/uses', {
          body: {
            organization,
            resource: pool.resource,
            quantity: Number(quantity),
            key,
            ...(pool.storage_years ? { storage_years: pool.storage_years } : {}),
          },
        }),
      ),
    onSuccess: () => {
      setKey(freshKey());
      return queries.invalidateQueries();
    },
  });
  if (currentRealm() === LIVE || !may('uses.write', organization)) {
    return null;
  }
  return (
    <section className="card" aria-labelledby="try-title">
      <h2 id="try-title">{d('usage.try')}</h2>
      <p className="quiet">{d('usage.tryLead', { item: text(pool.name) })}</p>
      <form
        className="filters"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          use.mutate();
        }}
      >
        <label>
          {d('usage.quantity')}{' '}
          <input
            className="field end"
            type="number"
            min={1}
            max={1_000_000}
            required
            value={quantity}
            onChange={(event) => setQuantity(event.target.value)}
          />
        </label>
        <button type="submit" className="button primary" disabled={use.isPending}>
          {d('usage.book')}
        </button>
      </form>
      <Refused error={use.error} />
      {use.data && !use.error ? <Booked answer={use.data} unit={pool.unit} /> : null}
    </section>
  );
}

function Booked({ answer, unit }: { answer: Schemas['Used']; unit: Schemas['Text'] }) {
  const d = useDeskWords();
  return (
    <div role="status">
      <p>
        <Tag tone={answer.arrears > 0 ? 'warn' : 'good'}>{d(`usage.result.${answer.result}`)}</Tag>
      </p>
      <dl className="figures">
        {answer.drawn.map((draw, index) => (
          <Figure key={draw.pack} name={d('usage.drawn', { number: index + 1 })} value={draw.units} unit={unit} />
        ))}
        <Figure name={d('usage.owed')} value={answer.arrears} unit={unit} />
        <Figure name={d('usage.left')} value={answer.available} unit={unit} />
      </dl>
    </div>
  );
}

function Figure({ name, value, unit }: { name: string; value: number; unit: Schemas['Text'] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Quantity value={value} unit={unit} />
      </dd>
    </div>
  );
}
