import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';

export function useCatalogs() {
  return useQuery({ queryKey: ['catalogs'], queryFn: () => read(api.GET('/v1/catalogs')) });
}

export function useCatalog(product: string) {
  return useQuery({
    queryKey: ['catalog', product],
    queryFn: () => read(api.GET('/v1/catalogs/{product}', { params: { path: { product } } })),
    enabled: product !== '',
  });
}

export function usePrices() {
  return useQuery({ queryKey: ['prices'], queryFn: () => read(api.GET('/v1/prices')) });
}
