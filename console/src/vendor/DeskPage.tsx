import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { may } from '../api/access';
import { api, read } from '../api/client';
import { useDeskWords } from '../i18n';
import { PageHead } from '../ui/Shell';
import { Shown } from '../ui/Shown';
import { SECTIONS, SectionRows } from './DeskRows';

const LOOK_AGAIN_MILLISECONDS = 30_000;

/** The vendor's tasks: for each list the number of rows and the most urgent ones. */
export function DeskPage() {
  const d = useDeskWords();
  const reads = may('vendor-notices.read');
  const desk = useQuery({
    queryKey: ['desk'],
    queryFn: () => read(api.GET('/v1/desk')),
    refetchInterval: LOOK_AGAIN_MILLISECONDS,
    enabled: reads,
  });
  // Those who only keep the catalogs have no desk.
  if (!reads) {
    return <Navigate to="/vendor/catalogs" replace />;
  }
  return (
    <>
      <PageHead title={d('desk.title')} lead={d('desk.lead')} />
      <Shown query={desk}>
        {(data) => (
          <div className="grid two">
            {SECTIONS.map((section) => (
              <section key={section} className="card" aria-label={d(`desk.${section}`)}>
                <h2>
                  {d(`desk.${section}`)} <span className="count-mark">{data.counts[section]}</span>
                </h2>
                <SectionRows section={section} rows={data} />
                {data.counts[section] > data[section].length ? (
                  <p className="rest">
                    <Link to="/vendor/desk/$section" params={{ section }}>
                      {d('desk.all', { count: data.counts[section] })}
                    </Link>
                  </p>
                ) : null}
              </section>
            ))}
          </div>
        )}
      </Shown>
    </>
  );
}
