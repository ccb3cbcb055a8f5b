import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { api, read, type Schemas } from '../api/client';
import { useCatalog } from '../public/data';
import { productOf } from '../shop/lines';
import { isNothing, useText } from '../ui/format';

const OVERVIEW_EVERY_MILLISECONDS = 30_000;
const PROFILE_MILLISECONDS = 60_000;
const ORDER_EVERY_MILLISECONDS = 5_000;
/** States in which an order waits for the vendor or the bank. */
const WAITING = ['CONFIRMED', 'PAID'];

/** The organization in the address of the page. */
export function useOrganization(): string {
  return useParams({ strict: false }).organization ?? '';
}

export function orgKey(organization: string, ...rest: (string | number | undefined)[]) {
  return ['org', organization, ...rest];
}

export function useOverview(organization: string) {
  return useQuery({
    queryKey: orgKey(organization, 'overview'),
    queryFn: () => read(api.GET('/v1/organizations/{organization}/overview', { params: { path: { organization } } })),
    refetchInterval: OVERVIEW_EVERY_MILLISECONDS,
  });
}

/** The orders that wait for money; one with a total of zero waits for the agreement only. */
export function awaitingMoney(overview: Schemas['Overview']): Schemas['OpenOrder'][] {
  return overview.open_orders.filter((order) => order.state === 'CONFIRMED' && !isNothing(order.due));
}

/** @param watched whether the page refreshes by itself while the order waits for somebody else */
export function useOrder(organization: string, order: string, watched = true) {
  return useQuery({
    queryKey: orgKey(organization, 'order', order),
    queryFn: () =>
      read(api.GET('/v1/organizations/{organization}/orders/{order}', { params: { path: { organization, order } } })),
    refetchInterval: (query) => (watched && WAITING.includes(query.state.data?.state ?? '') ? ORDER_EVERY_MILLISECONDS : false),
  });
}

export function useOrderPreview(organization: string, order: string) {
  return useQuery({
    queryKey: orgKey(organization, 'order-preview', order),
    queryFn: () =>
      read(
        api.GET('/v1/organizations/{organization}/orders/{order}/preview', {
          params: { path: { organization, order } },
        }),
      ),
  });
}

/** The name of a service's item. */
export function useItemName(item: string): string {
  const text = useText();
  const catalog = useCatalog(productOf(item));
  const name = catalog.data?.items.find((one) => one.id === item)?.name;
  return name ? text(name) : item;
}

/** The organization with its members and consortia. */
export function useProfile(organization: string) {
  return useQuery({
    queryKey: orgKey(organization, 'profile'),
    queryFn: () => read(api.GET('/v1/organizations/{organization}', { params: { path: { organization } } })),
    staleTime: PROFILE_MILLISECONDS,
  });
}

/** Names of the organizations that something is for; the id of one that no longer belongs to the account. */
export function useHolderName(organization: string): (id: string) => string {
  const profile = useProfile(organization).data;
  return (id) => (id === profile?.id ? profile.name : (profile?.names[id] ?? id));
}
