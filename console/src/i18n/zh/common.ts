import type en from '../en/common';

const zh: typeof en = {
  common: {
    skip: '跳到正文',
    mainNavigation: '主导航',
    signIn: '登录',
    signOut: '退出登录',
    again: '重试',
    more: '显示更多',
    csv: '导出 CSV',
  },
  list: {
    pages: '分页',
    first: '第一页',
    back: '返回',
    next: '下一页',
    any: '不限',
    sort: '排序',
    search: '搜索',
    newest: '最新在前',
    oldest: '最早在前',
    filtered: '没有符合条件的内容。',
    count_one: '共 {{count}} 条',
    count_other: '共 {{count}} 条',
    onPage_one: '本页 {{count}} 条',
    onPage_other: '本页 {{count}} 条',
  },
  nav: { products: '产品', prices: '价格', console: '我的机构' },
  account: { administrator: '管理员', profile: '个人中心', switch: '切换机构', out: '退出登录' },
  foot: { prepaid: '预付费医疗云软件。不支持退款。', contract: '开发者：API' },
  realm: { sandbox: '沙箱 {{name}}', leave: '离开', enter: '进入沙箱', go: '进入', later: '快进 {{hours}} 小时' },
  time: {
    left: '剩余 {{time}}',
    over: '已到',
    days: '{{days}} 天 {{hours}} 小时',
    hours: '{{hours}} 小时 {{minutes}} 分',
    minutes: '{{minutes}} 分 {{seconds}} 秒',
  },
  state: { waiting: '正在加载' },
  trouble: {
    away: { title: '服务器没有响应', text: '数据不会丢失，已付款项仍然有效；请稍后重试。' },
    signedOut: { title: '登录已失效', text: '请重新登录；登录后会回到此页，内容不会丢失。' },
    forbidden: { title: '您的角色没有此权限', text: '如有需要，请联系贵机构的所有者。' },
    unknown: { title: '这里没有内容', text: '地址可能有误，或内容属于其他机构。' },
    failed: { title: '操作未成功', text: '请重试。如再次发生，请告知服务器管理员。' },
  },
};

export default zh;
