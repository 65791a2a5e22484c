export default defineAppConfig({ pages: ['page/index'] });
