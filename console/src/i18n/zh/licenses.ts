import type en from '../en/licenses';

const zh: typeof en = {
  licenses: {
    lead: '按功能与机构列出，先到期者在前。',
    item: '功能',
    for: '使用方',
    state: '状态',
    from: '开始',
    until: '到期',
    noEnd: '长期有效',
    do: '更改',
    ending: '到期即止',
    letEnd: '到期不续',
    keep: '继续使用',
    sort: { ENDING: '最早到期在前', BOUGHT: '按购买顺序', ITEM: '按功能' },
  },
  renewals: {
    lead: '可在一张订单中同时续费多项，按今日价格计算；提前续费不损失时间。',
    none: '没有可续费的项目。',
    choose: '选择',
    chooseOne: '选择 {{holder}} 的 {{name}}',
    term: '续费期限',
    months_one: '{{count}} 个月',
    months_other: '{{count}} 个月',
    years_one: '{{count}} 年',
    years_other: '{{count}} 年',
    renew_one: '续费 {{count}} 项',
    renew_other: '续费 {{count}} 项',
    some: '请选择续费项目',
  },
};

export default zh;
