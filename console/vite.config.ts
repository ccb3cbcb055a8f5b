import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.SCRIP_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    manifest: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
  },
  server: {
    // With the host name that the browser uses: the server checks whether a page is its own.
    proxy: { '/v1': { target: server, changeOrigin: false }, '/health': server },
  },
});
