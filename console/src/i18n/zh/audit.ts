import type en from '../en/audit';

const zh: typeof en = {
  audit: {
    lead: '每次更改与登录：何人、何事、来自何处、何时。',
    none: '没有记录。',
    at: '时间',
    who: '人员',
    what: '操作',
    subject: '对象',
    from: '来源',
    search: '搜索',
    details: '详情',
    field: '字段',
    before: '之前',
    after: '之后',
    nothing: '无',
  },
};

export default zh;
