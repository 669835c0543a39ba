"""What else the same thing is called: a country and its people, and the words of deals in five languages.

Only a question is widened, never an article. Names and figures need no table: they read the same everywhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.retrieval.tokens import analyse

_LANGUAGES = ("en", "de", "es", "fr", "zh")
# One line a thing: English | German | Spanish | French | Chinese. Words of one language are not each other's
# equivalents, but for countries.
_DEALS = """
funding financing | Finanzierung | financiación financiamiento | financement | 融资
round | Finanzierungsrunde Runde | ronda | tour levée | 轮
raised raise | eingesammelt sammelte | recauda recaudó captó capta | levé lève | 筹集 募集
invested investment | Investition investiert beteiligt | inversión invirtió | investissement investi | 投资 出资
investor investors | Investor Investoren Geldgeber | inversor inversores inversionista | investisseur investisseurs | 投资者 投资方 机构
led lead | angeführt führte | lideró liderada encabezó | mené dirigé | 领投
valuation valued worth | Bewertung bewertet | valoración valuación valorada | valorisation valorisé | 估值
acquisition acquire acquired bought buy | Übernahme übernimmt kauft gekauft Kauf | adquisición adquirió compra compró | acquisition acquiert rachat rachète | 收购
merger merge | Fusion Zusammenschluss | fusión | fusion | 合并
buyer acquirer | Käufer | comprador | acquéreur acheteur | 买方
seller | Verkäufer | vendedor | vendeur | 卖方
stake shares | Anteil Anteile Aktien | participación acciones | participation actions | 股份 股权
price | Preis Kaufpreis | precio | prix | 价格
revenue sales turnover | Umsatz | ingresos facturación ventas | revenus | 营收 收入
profit | Gewinn | beneficio ganancia | bénéfice | 利润
loss | Verlust | pérdida | perte | 亏损
founded founder founders | gegründet Gründer Gründerin | fundada fundó fundador fundadora | fondé fondateur fondatrice | 成立 创立 创始
headquarters based | Sitz Hauptsitz | sede | siège | 总部
chief executive | Geschäftsführer Vorstandsvorsitzender | director ejecutivo | directeur | 首席 执行官
employees staff | Mitarbeiter Beschäftigte | empleados plantilla | salariés employés | 员工
customers | Kunden | clientes | clients | 客户
company | Unternehmen Firma | empresa compañía | entreprise société | 公司 企业
bank lender | Bank Kreditgeber | banco financiera | banque prêteur | 银行
loan debt credit | Kredit Darlehen Schulden | préstamo deuda crédito | prêt dette | 贷款 债务
fund | Fonds | fondo | fonds | 基金
subsidiary | Tochter Tochtergesellschaft | filial | filiale | 子公司
licence license | Lizenz | licencia | licence | 许可
regulator approval | Aufsicht Genehmigung | regulador aprobación | régulateur autorisation | 监管 批准
contract | Vertrag Auftrag | contrato | contrat | 合同
plant factory | Werk Fabrik | planta fábrica | usine | 工厂
market | Markt | mercado | marché | 市场
launch | Start | lanzamiento lanzará | lancement | 发射
satellite satellites | Satellit Satelliten | satélite satélites | satellites | 卫星
percent | Prozent | ciento | cent | 百分
million | Million Millionen | millones millón | millions | 百万
billion | Milliarde Milliarden | | milliard milliards | 十亿
amount | Betrag Höhe | monto importe cantidad | montant | 金额
listing flotation | Börsengang | cotización bolsa | introduction bourse | 上市
cooperative | Genossenschaft | cooperativa | coopérative | 合作社
battery | Batterie | batería | batterie | 电池
joint venture | Gemeinschaftsunternehmen | conjunta | coentreprise | 合资
royalty fee | Gebühr Lizenzgebühr | regalía comisión | redevance | 费用 许可费
farm farms | Hof Höfe | finca fincas campos | ferme fermes exploitations | 农场
city | Stadt | ciudad | ville | 城市
country | Land | país | pays | 国家
year | Jahr | año | année | 年度
"""
COUNTRIES = """
Argentina Argentine Argentinian | Argentinien argentinisch | argentino argentina | Argentine argentin | 阿根廷
Australia Australian | Australien | Australia australiano | Australie | 澳大利亚
Austria Austrian | Österreich österreichisch | Austria austriaco | Autriche | 奥地利
Belgium Belgian | Belgien | Bélgica belga | Belgique belge | 比利时
Brazil Brazilian | Brasilien brasilianisch | Brasil brasileño | Brésil brésilien | 巴西
Britain British UK | Großbritannien britisch | británico | britannique | 英国
Canada Canadian | Kanada kanadisch | Canadá canadiense | Canada canadien | 加拿大
Chile Chilean | Chile | Chile chileno | Chili chilien | 智利
China Chinese | China chinesisch | China chino | Chine chinois | 中国
Colombia Colombian | Kolumbien | Colombia colombiano | Colombie | 哥伦比亚
Czechia Czech | Tschechien | Chequia checo | Tchéquie tchèque | 捷克
Denmark Danish | Dänemark dänisch | Dinamarca danés | Danemark danois | 丹麦
Ecuador Ecuadorian Ecuadorean | Ecuador | Ecuador ecuatoriano | Équateur | 厄瓜多尔
Egypt Egyptian | Ägypten | Egipto egipcio | Égypte | 埃及
Estonia Estonian | Estland | Estonia | Estonie | 爱沙尼亚
Ethiopia Ethiopian | Äthiopien | Etiopía | Éthiopie | 埃塞俄比亚
Finland Finnish | Finnland finnisch | Finlandia finlandés | Finlande | 芬兰
France French | Frankreich französisch | Francia francés | France français | 法国
Germany German | Deutschland deutsch | Alemania alemán | Allemagne allemand | 德国
Ghana Ghanaian | Ghana | Ghana | Ghana | 加纳
Greece Greek | Griechenland | Grecia griego | Grèce | 希腊
Hungary Hungarian | Ungarn | Hungría húngaro | Hongrie | 匈牙利
Iceland Icelandic | Island isländisch | Islandia islandés | Islande | 冰岛
India Indian | Indien indisch | India indio | Inde indien | 印度
Indonesia Indonesian | Indonesien | Indonesia | Indonésie | 印度尼西亚
Ireland Irish | Irland irisch | Irlanda irlandés | Irlande | 爱尔兰
Israel Israeli | Israel | Israel israelí | Israël | 以色列
Italy Italian | Italien italienisch | Italia italiano | Italie italien | 意大利
Japan Japanese | Japan japanisch | Japón japonés | Japon japonais | 日本
Kenya Kenyan | Kenia | Kenia keniata | Kenya | 肯尼亚
Korea Korean | Korea koreanisch | Corea coreano | Corée | 韩国
Latvia Latvian | Lettland | Letonia | Lettonie | 拉脱维亚
Lithuania Lithuanian | Litauen | Lituania | Lituanie | 立陶宛
Malaysia Malaysian | Malaysia | Malasia | Malaisie | 马来西亚
Mexico Mexican | Mexiko mexikanisch | México mexicano | Mexique mexicain | 墨西哥
Morocco Moroccan | Marokko | Marruecos | Maroc marocain | 摩洛哥
Netherlands Dutch | Niederlande niederländisch | Holanda neerlandés | néerlandais | 荷兰
Nigeria Nigerian | Nigeria | Nigeria nigeriano | Nigéria nigérian | 尼日利亚
Norway Norwegian | Norwegen norwegisch | Noruega noruego | Norvège norvégien | 挪威
Pakistan Pakistani | Pakistan | Pakistán | Pakistan | 巴基斯坦
Peru Peruvian | Peru | Perú peruano | Pérou | 秘鲁
Philippines Philippine Filipino | Philippinen | Filipinas | Philippines | 菲律宾
Poland Polish | Polen polnisch | Polonia polaco | Pologne polonais | 波兰
Portugal Portuguese | Portugal | Portugal portugués | Portugal portugais | 葡萄牙
Romania Romanian | Rumänien | Rumania | Roumanie | 罗马尼亚
Russia Russian | Russland russisch | Rusia ruso | Russie russe | 俄罗斯
Rwanda Rwandan | Ruanda | Ruanda | Rwanda | 卢旺达
Senegal Senegalese | Senegal | Senegal | Sénégal | 塞内加尔
Singapore Singaporean | Singapur | Singapur | Singapour | 新加坡
Spain Spanish | Spanien spanisch | España español | Espagne espagnol | 西班牙
Sweden Swedish | Schweden schwedisch | Suecia sueco | Suède suédois | 瑞典
Switzerland Swiss | Schweiz | Suiza suizo | Suisse | 瑞士
Taiwan Taiwanese | Taiwan | Taiwán | Taïwan | 台湾
Tanzania Tanzanian | Tansania | Tanzania | Tanzanie | 坦桑尼亚
Thailand Thai | Thailand | Tailandia | Thaïlande | 泰国
Turkey Turkish | Türkei türkisch | Turquía turco | Turquie turc | 土耳其
Uganda Ugandan | Uganda | Uganda | Ouganda | 乌干达
Ukraine Ukrainian | Ukraine | Ucrania | Ukraine | 乌克兰
USA American | USA Amerika amerikanisch | estadounidense | américain | 美国
Vietnam Vietnamese | Vietnam | Vietnam | Viêtnam | 越南
"""


def equivalents_of(terms: Iterable[str], languages: Sequence[str]) -> tuple[str, ...]:
    """What the analysed terms are called in languages that the library holds, in order.

    >>> equivalents_of(["finanzier"], ["en"]), equivalents_of(["norwegian"], ["en", "zh"])
    (('fund', 'financ'), ('norway', 'norwegian', '挪威'))
    """
    columns = [place for place, language in enumerate(_LANGUAGES) if language in languages]
    known = _things()
    found = (
        word for term in terms for thing in known.get(term, ()) for word in _others(thing, term, columns)
    )
    return tuple(dict.fromkeys(found))


def _others(thing: "_Thing", term: str, columns: Sequence[int]) -> Iterator[str]:
    for column in columns:
        words = thing.words[column]
        if thing.country or term not in words:
            yield from words


@dataclass(frozen=True, slots=True)
class _Thing:
    """One line of a table: its words in each language, analysed."""

    words: tuple[tuple[str, ...], ...]
    country: bool


@lru_cache(maxsize=1)
def _things() -> dict[str, tuple[_Thing, ...]]:
    """The things that each term may stand for."""
    found: dict[str, tuple[_Thing, ...]] = {}
    for country, table in ((False, _DEALS), (True, COUNTRIES)):
        for line in table.strip().splitlines():
            thing = _Thing(_analysed(line), country)
            for term in {term for words in thing.words for term in words}:
                found[term] = (*found.get(term, ()), thing)
    return found


def _analysed(line: str) -> tuple[tuple[str, ...], ...]:
    columns = zip(_LANGUAGES, line.split("|"), strict=True)
    return tuple(tuple(dict.fromkeys(analyse(words, language))) for language, words in columns)
