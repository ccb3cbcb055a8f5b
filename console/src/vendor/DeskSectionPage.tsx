import { Link, useParams } from '@tanstack/react-router';
import { api, read } from '../api/client';
import { useDeskWords } from '../i18n';
import { NotFound } from '../public/NotFound';
import { ListPage } from '../ui/ListPage';
import { PAGE_ROWS, TEXT, useList, useListing } from '../ui/listing';
import { SECTIONS, SectionRows, type Section } from './DeskRows';

/** The list of the desk that the address names. */
export function DeskSectionPage() {
  const { section } = useParams({ strict: false });
  const known = SECTIONS.find((one) => one === section);
  return known ? <DeskList key={known} section={known} /> : <NotFound />;
}

/** One list of the desk in full, page by page. */
function DeskList({ section }: { section: Section }) {
  const d = useDeskWords();
  const listing = useListing({ search: TEXT });
  const query = useList(['desk', section], listing, (asked) =>
    read(api.GET('/v1/desk/{section}', { params: { path: { section }, query: { limit: PAGE_ROWS, ...asked } } })),
  );
  return (
    <ListPage
      title={d(`desk.${section}`)}
      lead={d('desk.lead')}
      actions={
        <Link to="/vendor" className="button small">
          {d('desk.title')}
        </Link>
      }
      csv={{ path: `/v1/desk/${section}`, name: section }}
      listing={listing}
      filters={{ search: { label: d('organizations.search') } }}
      query={query}
      rows={(page) => page.items}
      empty={d(`desk.none.${section}`)}
      show={(_, page) => <SectionRows section={section} rows={{ at: page.at, [section]: page.items }} />}
    />
  );
}
