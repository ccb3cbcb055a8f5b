import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import { currentRealm } from '../api/realm';

export function useCatalogs() {
  return useQuery({ queryKey: ['catalogs', currentRealm()], queryFn: () => read(api.GET('/v1/catalogs')) });
}

export function useCatalog(product: string) {
  return useQuery({
    queryKey: ['catalog', currentRealm(), product],
    queryFn: () => read(api.GET('/v1/catalogs/{product}', { params: { path: { product } } })),
    enabled: product !== '',
  });
}

export function usePrices() {
  return useQuery({ queryKey: ['prices', currentRealm()], queryFn: () => read(api.GET('/v1/prices')) });
}
