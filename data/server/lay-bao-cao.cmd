@echo off
rem Bam dup de lay bao cao tom tat (docx) va danh sach (xlsx) ve man hinh nen.
rem Sua hai dong duoi cho dung may chu va tep khoa. Co PuTTY thi dung plink, khong thi dung ssh cua Windows.
set "MAYCHU=dondoc@may-chu"
set "KHOA=%USERPROFILE%\dondoc.ppk"
set "NOI=%USERPROFILE%\Desktop"
chcp 65001 >nul
set SSH=ssh -T
where plink >nul 2>nul && set SSH=plink -batch -T -i "%KHOA%"
%SSH% "%MAYCHU%" "report briefing --format docx" >"%NOI%\bao-cao.moi" && move /y "%NOI%\bao-cao.moi" "%NOI%\bao-cao.docx" >nul && echo Da luu bao-cao.docx
%SSH% "%MAYCHU%" "report list --format xlsx" >"%NOI%\danh-sach.moi" && move /y "%NOI%\danh-sach.moi" "%NOI%\danh-sach.xlsx" >nul && echo Da luu danh-sach.xlsx
del "%NOI%\bao-cao.moi" "%NOI%\danh-sach.moi" >nul 2>nul
pause
