import type { Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { isNothing, Money } from '../ui/format';
import { Tag, toneOf } from '../ui/Tag';

/** What came of money that was recorded or applied: the orders it paid, why one did not take it, what is unapplied. */
export function BookedMoney({ title, answer }: { title: string; answer: Schemas['PaymentAnswer'] }) {
  const d = useDeskWords();
  const t = useWords();
  return (
    <div className={answer.refusal ? 'notice warn' : 'notice good'} role="status">
      <strong>{title}</strong>
      {answer.refusal ? (
        <p>
          {d('transfer.refused')} {t(`code.${answer.refusal.code}`, { defaultValue: answer.refusal.detail })}
        </p>
      ) : null}
      {answer.orders.map((one) => (
        <p key={one.order}>
          <Tag tone={toneOf(one.state)}>{d(`order.${one.state}`)}</Tag> {d('orders.due')} <Money value={one.due} />
        </p>
      ))}
      {isNothing(answer.unapplied) ? null : (
        <p>
          {d('transfer.unapplied')} <Money value={answer.unapplied} />
        </p>
      )}
    </div>
  );
}
