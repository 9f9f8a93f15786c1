// Provinces that stand under another country than in Natural Earth; run by mapshaper -each on every
// province. `part` keeps what Natural Earth draws apart, so that the line in between is not lost:
// lines.py reads it. Why each: SOURCES.md, "Corrections made by hand".
const ukraine = {adm0_a3: 'UKR', sov_a3: 'UKR', iso_a2: 'UA', admin: 'Ukraine', part: 'XCR'};
const somalia = {adm0_a3: 'SOM', sov_a3: 'SOM', iso_a2: 'SO', admin: 'Somalia', part: 'SOL'};
const cyprus = {adm0_a3: 'CYP', sov_a3: 'CYP', iso_a2: 'CY', admin: 'Cyprus', part: 'CYN'};
const palestine = {adm0_a3: 'PSX', sov_a3: 'PSX', iso_a2: 'PS', admin: 'Palestine', part: 'PSX'};
const owners = {
    'RUS-283': ukraine, 'RUS-5482': ukraine,        // Crimea, Sevastopol
    'SOL+00?': somalia,                             // Somaliland
    'CYN+00?': cyprus,                              // Northern Cyprus
    'GAZ+00?': palestine, 'WEB+00?': palestine,     // no change of area: only the name and sov_a3
};
const province = this.properties;
Object.assign(province, {part: province.adm0_a3}, owners[province.adm1_code]);
