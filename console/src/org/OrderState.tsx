import type { Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { isNothing } from '../ui/format';
import { Tag, toneOf } from '../ui/Tag';

/** The state of an order; a confirmed one with a total of zero waits for the signed agreement, not for a payment. */
export function OrderState({ order }: { order: Schemas['Order'] }) {
  const d = useDeskWords();
  const unsigned = order.state === 'CONFIRMED' && isNothing(order.total);
  return <Tag tone={toneOf(order.state)}>{unsigned ? d('order.unsigned') : d(`order.${order.state}`)}</Tag>;
}
