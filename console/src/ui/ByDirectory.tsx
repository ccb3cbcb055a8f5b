import { useDeskWords } from '../i18n';
import { Tag } from './Tag';

/** Marks somebody of whom a directory says that they work here: their roles come from its groups. */
export function ByDirectory({ is }: { is: boolean }) {
  const d = useDeskWords();
  return is ? <Tag tone="calm">{d('people.byDirectory')}</Tag> : null;
}
