import { Link } from '@tanstack/react-router';
import { may } from '../api/access';
import type { MoneyValue, Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Definition, isNothing, Money } from '../ui/format';

type Payment = Schemas['Payment'];
type Share = Schemas['PaymentShare'];

const FEW = 3;

interface Part {
  what: 'order' | 'taken' | 'returned' | 'owed' | 'cured' | 'owedAgain' | 'unapplied';
  amount: MoneyValue;
  share?: Share;
}

/** Where each part of a payment went or, while it is recalled, was taken from. */
function partsOf(payment: Payment): Part[] {
  const recalled = payment.state === 'RECALLED';
  return [
    ...payment.shares.map((share): Part => ({ what: 'order', amount: share.amount, share })),
    ...(payment.taken_from ?? []).map((share): Part => ({ what: 'taken', amount: share.amount, share })),
    ...payment.returned.map(({ amount }): Part => ({ what: recalled ? 'owed' : 'returned', amount })),
    ...(payment.cured ? [{ what: recalled ? 'owedAgain' : 'cured', amount: payment.cured } as const] : []),
    ...(isNothing(payment.unapplied) ? [] : [{ what: 'unapplied', amount: payment.unapplied } as const]),
  ];
}

/** The order that a part belongs to. */
export function ShareOrder({ share, organization }: { share: Share; organization: string }) {
  return may('orders.read', organization) ? (
    <Link to="/o/$organization/orders/$order" params={{ organization, order: share.order }} className="word">
      {share.reference}
    </Link>
  ) : (
    <code>{share.reference}</code>
  );
}

/** The first parts of a payment, one in a line, with a link to the rest. */
export function FewParts({ payment, organization }: { payment: Payment; organization: string }) {
  const d = useDeskWords();
  const parts = partsOf(payment);
  return (
    <ul className="plain">
      {parts.slice(0, FEW).map((part, index) => (
        <li key={index}>
          {part.what === 'order' && part.share ? null : `${d(`payments.part.${part.what}`)} `}
          {part.share ? <ShareOrder share={part.share} organization={organization} /> : null}{' '}
          <Money value={part.amount} />
        </li>
      ))}
      {parts.length > FEW ? (
        <li>
          <Link to="/o/$organization/payments/$payment" params={{ organization, payment: payment.id }}>
            {d('payments.morePlaces', { count: parts.length - FEW })}
          </Link>
        </li>
      ) : null}
    </ul>
  );
}

/** Every part of a payment. */
export function AllParts({ payment, organization }: { payment: Payment; organization: string }) {
  const d = useDeskWords();
  return (
    <dl className="definitions">
      {partsOf(payment).map((part, index) => (
        <Definition
          key={index}
          term={
            <>
              {d(`payments.part.${part.what}`)}{' '}
              {part.share ? <ShareOrder share={part.share} organization={organization} /> : null}
            </>
          }
        >
          <Money value={part.amount} />
        </Definition>
      ))}
    </dl>
  );
}
