import { useDeskWords } from '../i18n';
import { Tag } from './Tag';

/** Marks an address of which nobody has proven that its mail reaches them. */
export function Unproven({ proven }: { proven: boolean }) {
  const d = useDeskWords();
  return proven ? null : <Tag tone="warn">{d('people.unproven')}</Tag>;
}
