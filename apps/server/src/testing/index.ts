export { openTestServer, type TestServer, type Visit } from './test-server.ts';
